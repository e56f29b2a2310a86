using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Runs;

namespace AgentConsole.Infrastructure.Telemetry;

/// <summary>The key under which one agent's values are hashed in one environment.</summary>
internal sealed class TraceSecret(RunSecret secret)
{
    private const int TokenBytes = 8;

    private IncrementalHash? _idle;

    /// <summary>Begins every token, so that a reader can tell a hash from a value.</summary>
    public const string Mark = "h:";

    /// <summary>What stands for a value: the same for equal values, whatever their spelling in JSON.</summary>
    public string TokenOf(JsonElement value) =>
        TokenOf(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());

    public string TokenOf(string text) => Mark + Convert.ToHexStringLower(DigestOf("value", text).AsSpan(0, TokenBytes));

    /// <summary>What stands for a call: tool and arguments.</summary>
    public string CallOf(string tool, JsonElement arguments) =>
        Convert.ToHexStringLower(DigestOf("call", tool, FormOf(arguments)));

    // One hash is kept for the next value; whoever comes while it is in use makes another.
    private byte[] DigestOf(params ReadOnlySpan<string?> texts)
    {
        var hash = Interlocked.Exchange(ref _idle, null) ?? secret.NewHash();
        var digest = RunSecret.DigestOf(hash, texts);
        if (Interlocked.CompareExchange(ref _idle, hash, null) is not null) hash.Dispose();
        return digest;
    }

    private static string FormOf(JsonElement arguments)
    {
        try
        {
            return Encoding.UTF8.GetString(CanonicalJson.Bytes(arguments));
        }
        catch (NotCanonicalException)
        {
            // No one form: then equal in spelling is equal.
            return arguments.GetRawText();
        }
    }
}
