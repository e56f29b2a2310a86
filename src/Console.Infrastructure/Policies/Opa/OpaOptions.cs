using System.Buffers;
using AgentConsole.Domain.Deliveries;
using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>How the console asks an Open Policy Agent, and how one asks the console. Configuration section <c>Opa</c>.</summary>
public sealed class OpaOptions
{
    public const string Section = "Opa";

    private static readonly SearchValues<char> InPath =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./");

    /// <summary>Where OPA listens, such as <c>http://127.0.0.1:8181</c>; empty: OPA is not asked.</summary>
    public string Url { get; set; } = "";

    /// <summary>What is presented to OPA as a bearer token; empty: nothing.</summary>
    public string Token { get; set; } = "";

    /// <summary>How long OPA may take; what takes longer is a denial.</summary>
    public int TimeoutMs { get; set; } = OpaLimits.TimeoutMilliseconds;

    /// <summary>The rule that is asked, as a path below <c>/v1/data</c>.</summary>
    public string Path { get; set; } = "agentconsole/decision/result";

    /// <summary>The bundle by whose revision answers are known, and under which the console serves its own Rego.</summary>
    public string BundleName { get; set; } = "main";

    /// <summary>What an OPA presents to fetch the bundle and to send logs and status; empty: none is let in.</summary>
    public string BearerToken { get; set; } = "";

    internal bool IsAsked => Url.Length > 0;

    internal Uri Address => new($"{Url.TrimEnd('/')}/v1/data/{Path}?provenance=true&metrics=true");

    /// <summary>Everything that is wrong with these options, each as a sentence; none of them says a token.</summary>
    public IEnumerable<string> Faults()
    {
        if (Url.Length > 0 && !IsUrl(Url))
            yield return $"{Section}:{nameof(Url)} is no absolute http or https address without user, query and fragment.";
        if (TimeoutMs is < 1 or > OpaLimits.TimeoutMillisecondsMax)
            yield return $"{Section}:{nameof(TimeoutMs)} is {TimeoutMs}; it lies between 1 and {OpaLimits.TimeoutMillisecondsMax}.";
        if (Path.Length is 0 or > OpaLimits.PathLengthMax || Path.AsSpan().ContainsAnyExcept(InPath) || Path.Split('/').Any(part => part is "" or "." or ".."))
            yield return $"{Section}:{nameof(Path)} is no path of a rule, such as agentconsole/decision/result.";
        if (!PolicySetName.IsValid(BundleName))
            yield return $"{Section}:{nameof(BundleName)} is no name of a bundle: small letters, digits and . _ -";
        if (!IsHeaderText(Token))
            yield return $"{Section}:{nameof(Token)} holds what a bearer token cannot.";
        if (BearerToken.Length > 0 && (BearerToken.Length < OpaLimits.BearerTokenLengthMin || !IsHeaderText(BearerToken)))
            yield return $"{Section}:{nameof(BearerToken)} needs at least {OpaLimits.BearerTokenLengthMin} characters that a bearer token can hold.";
    }

    private static bool IsUrl(string text) =>
        text.Length <= DeliveriesLimits.UrlCharactersMax - OpaLimits.PathLengthMax
        && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\')
        && Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" } && url.IdnHost.Length > 0;

    private static bool IsHeaderText(string text) =>
        text.Length <= OpaLimits.TokenLengthMax && text.All(character => character is > ' ' and < (char)0x7f);
}
