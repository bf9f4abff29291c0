from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_health_answers_ok():
    response = client.get("/health")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_a_greeting_carries_the_name():
    response = client.get("/api/greetings/Ada")

    assert response.status_code == 200
    assert response.json() == {"message": "Hello, Ada!"}


def test_a_name_of_more_than_80_characters_is_refused():
    response = client.get(f"/api/greetings/{'x' * 81}")

    assert response.status_code == 422
