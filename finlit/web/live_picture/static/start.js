// Streamlit keeps this part; the rest is loaded once, from an address that names its content.
export default async (component) => (await import(new URL(component.data.code, location.origin))).default(component)
