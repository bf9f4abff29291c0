import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { App } from './app';

async function submit(name: string) {
  const user = userEvent.setup();
  render(<App />);
  await user.type(screen.getByLabelText(/your name/i), name);
  await user.click(screen.getByRole('button', { name: /greet me/i }));
}

test('shows the greeting of the API', async () => {
  const fetch = vi.fn(async () => Response.json({ message: 'Hello, Ada!' }));
  vi.stubGlobal('fetch', fetch);

  await submit('Ada');

  expect(await screen.findByText('Hello, Ada!')).toBeInTheDocument();
  expect(fetch).toHaveBeenCalledWith('/api/greetings/Ada');
});

test('says so when the API fails', async () => {
  vi.stubGlobal('fetch', vi.fn(async () => new Response('', { status: 500 })));

  await submit('Ada');

  expect(await screen.findByRole('alert')).toHaveTextContent(/could not be fetched/i);
});
