using System.Text.Json.Nodes;
using AgentConsole.Infrastructure.Tests.Tools;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;

namespace AgentConsole.Infrastructure.Tests.Incidents;

/// <summary>The refund tool in a version that hides an address.</summary>
internal static class RedactedTool
{
    public static Task AcceptRedactedAsync(this TestConsole console) =>
        console.AcceptAsync(A.Tool().Version(2).With("redact", new JsonArray("/email")).Document());
}
