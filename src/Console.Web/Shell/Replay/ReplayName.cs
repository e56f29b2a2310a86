using System.Text;
using AgentConsole.Domain;

namespace AgentConsole.Web.Shell.Replay;

/// <summary>Fits recorded names to what the console takes; whoever plays says which were changed.</summary>
internal static class ReplayName
{
    /// <summary>The name itself where it will do; otherwise the same with dashes, and a number where that is taken.</summary>
    public static string Of(string recorded, int lengthMax, Func<string, bool> isValid, IReadOnlySet<string> taken)
    {
        var plain = isValid(recorded) ? recorded : Plain(recorded, lengthMax);
        var name = plain;
        for (var number = 2; taken.Contains(name); number++) name = $"{plain}-{number}";
        return name;
    }

    /// <summary>An id that is too long or not plain ASCII ends in its digest, so that two never become one.</summary>
    public static string IdOf(string recorded, int lengthMax)
    {
        if (recorded.Length <= lengthMax && recorded.All(sign => sign is > ' ' and <= '~')) return recorded;
        return LongName.Ended(recorded, Plain(recorded, lengthMax), lengthMax);
    }

    private static string Plain(string recorded, int lengthMax)
    {
        var plain = new StringBuilder();
        foreach (var sign in recorded)
        {
            if (plain.Length == lengthMax) break;
            var isPlain = char.IsAsciiLetterOrDigit(sign) || sign is '.' or '_';
            if (isPlain && !(sign == '.' && plain.Length > 0 && plain[^1] == '.')) plain.Append(sign);
            else if (plain.Length > 0 && plain[^1] != '-') plain.Append('-');
        }

        var name = plain.ToString().Trim('-', '.', '_');
        return name.Length > 0 ? name : "unnamed";
    }
}
