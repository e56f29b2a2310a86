using System.Globalization;
using System.Text;
using AgentConsole.Cedar.Values;
using AgentConsole.Domain;
using AgentConsole.Domain.Provenance;
using AgentConsole.Domain.Tools;

namespace AgentConsole.Infrastructure.Policies.Cedar;

/// <summary>The entity types of the console's policies, and what agents, tools and targets are called in them.</summary>
internal static class CedarNames
{
    public const string Agent = "Agent";
    public const string Stage = "Stage";
    public const string Owner = "Owner";
    public const string Target = "Target";
    public const string Environment = "Environment";
    public const string Action = "Action";

    // A colon stands in no tool's name, so that what begins with this is never another tool.
    private const string Clashing = "tool:";

    private static readonly Dictionary<SideEffect, EntityUid> Groups =
        Enum.GetValues<SideEffect>().ToDictionary(effect => effect, effect => new EntityUid(Action, WireName.Of(effect)));

    /// <summary>A text as Cedar's policies and schemas write it.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append((char)rune.Value);
            else if (Rune.IsControl(rune) || rune.Value > 0x7E) quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            else quoted.Append((char)rune.Value);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The group of all tools with this effect.</summary>
    public static EntityUid GroupOf(SideEffect effect) => Groups[effect];

    /// <summary>An origin as the sets of names are called.</summary>
    public static string OriginOf(Origin origin) => origin switch
    {
        Origin.Constant => "constant",
        Origin.Request => "request",
        Origin.TrustedResult => "trusted",
        Origin.UntrustedResult => "untrusted",
        Origin.Nowhere => "nowhere",
    };

    public static EntityUid ActionOf(string tool) => new(Action, ActionIdOf(tool));

    /// <summary>A tool's name; one that is called like a group is <c>tool:read</c>, so that nobody is let in by being called like what is allowed.</summary>
    public static string ActionIdOf(string tool) => Groups.Values.Any(group => group.Id == tool) ? Clashing + tool : tool;
}
