namespace AgentConsole.Web.Shell.Description;

/// <summary>What an endpoint reads from the body. Only told: endpoints read bodies themselves, to answer with pointers.</summary>
internal sealed record TakenBody(Type Type);
