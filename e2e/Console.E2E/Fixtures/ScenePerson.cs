namespace AgentConsole.E2E.Fixtures;

/// <summary>Somebody of the <see cref="Scene"/>, with what they need to come in.</summary>
public sealed record ScenePerson(string Name, string Email, string Password, string Token);
