"""The pages: the only place that knows Streamlit's session, widgets and address."""
