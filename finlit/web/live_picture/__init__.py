"""Live pictures: an experiment's answer and charts that follow the finger on a control.

`element.live_picture` places one on a page. Python works out every outcome; the browser only
chooses which one to show. Nothing is imported here, for a worker process needs the half without
Streamlit alone.
"""
