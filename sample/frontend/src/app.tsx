import { useState, type FormEvent } from 'react';
import { fetchGreeting } from './greetings';

/** A form that asks the backend to greet somebody. */
export function App() {
  const [name, setName] = useState('');
  const [message, setMessage] = useState('');
  const [failed, setFailed] = useState(false);

  async function greet(event: FormEvent) {
    event.preventDefault();
    try {
      setMessage(await fetchGreeting(name));
      setFailed(false);
    } catch {
      setMessage('The greeting could not be fetched. Please try again.');
      setFailed(true);
    }
  }

  return (
    <main>
      <h1>Greetings</h1>
      <form onSubmit={greet}>
        <label>
          Your name <input value={name} onChange={(event) => setName(event.target.value)} maxLength={80} required />
        </label>
        <button type="submit">Greet me</button>
      </form>
      <p role={failed ? 'alert' : 'status'}>{message}</p>
    </main>
  );
}
