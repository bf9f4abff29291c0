export default function About() {
  return <p id="about">About us, as of {import.meta.env.VITE_RELEASE}</p>;
}
