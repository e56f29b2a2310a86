using AgentConsole.Domain.Incidents;
using AgentConsole.Web.Shell;

namespace AgentConsole.Web.Incidents;

/// <summary>Where what an incident was closed on is found; only addresses of the web become links.</summary>
internal static class IncidentLinks
{
    public static string? OfGround(CloseGround ground) => ground.Kind switch
    {
        GroundKind.EvalCase => Web(ground.What),
        GroundKind.PolicyVersion => Links.PolicyView(ground.What, "versions"),
        GroundKind.Waiver => null,
    };

    public static string? Web(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") ? text : null;
}
