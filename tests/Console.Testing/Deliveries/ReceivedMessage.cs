using System.Text;

namespace AgentConsole.Testing.Deliveries;

/// <summary>What a receiver was sent.</summary>
public sealed record ReceivedMessage(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
