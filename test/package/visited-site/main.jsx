import { lazy, StrictMode, Suspense, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';

const About = lazy(() => import('./about'));

/** The sample's page with a second one, whose code is loaded when somebody goes there. */
function Site() {
  const [path, setPath] = useState(location.pathname);
  const [owner, setOwner] = useState('');
  useEffect(() => {
    fetch('/config.json').then((response) => response.json()).then((settings) => setOwner(settings.owner));
  }, []);
  const go = (event) => {
    event.preventDefault();
    history.pushState(null, '', event.target.pathname);
    setPath(location.pathname);
  };
  return (
    <>
      <p id="release">{import.meta.env.VITE_RELEASE}</p>
      <p id="owner">{owner}</p>
      <a id="to-about" href="/about/us" onClick={go}>About us</a>
      <Suspense fallback="…">{path === '/about/us' ? <About /> : <App />}</Suspense>
    </>
  );
}

createRoot(document.getElementById('root')).render(<StrictMode><Site /></StrictMode>);
