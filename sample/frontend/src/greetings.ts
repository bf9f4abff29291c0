/** Where the API is. Empty: on the same host as the site. Set VITE_API_URL when the frontend is built to change it. */
const API_URL: string = import.meta.env.VITE_API_URL ?? '';

/** Asks the backend for a greeting. */
export async function fetchGreeting(name: string): Promise<string> {
  const response = await fetch(`${API_URL}/api/greetings/${encodeURIComponent(name)}`);
  if (!response.ok) {
    throw new Error(`The API answered with status ${response.status}`);
  }
  const greeting = (await response.json()) as { message: string };
  return greeting.message;
}
