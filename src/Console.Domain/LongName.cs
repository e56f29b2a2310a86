using System.Text;
using AgentConsole.Domain.Proposals;

namespace AgentConsole.Domain;

/// <summary>Makes a name fit where names are compared: two long ones never become one.</summary>
public static class LongName
{
    private const int DigestLength = 16;

    /// <summary>The name itself up to <paramref name="lengthMax"/> UTF-16 units; of a longer one the beginning, <c>~</c> and the end of its SHA-256.</summary>
    public static string Of(string name, int lengthMax) => name.Length <= lengthMax ? name : Ended(name, name, lengthMax);

    /// <summary>The beginning of <paramref name="shown"/>, <c>~</c> and the end of the SHA-256 of <paramref name="name"/>.</summary>
    public static string Ended(string name, string shown, int lengthMax)
    {
        var end = Math.Min(shown.Length, lengthMax - DigestLength - 1);
        if (end > 0 && char.IsHighSurrogate(shown[end - 1])) end--;
        return $"{shown[..end]}~{Digest.OfBytes(Encoding.UTF8.GetBytes(name))[^DigestLength..]}";
    }
}
