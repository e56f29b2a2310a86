using AgentConsole.Domain.Policies;

namespace AgentConsole.Web.Policies;

/// <summary>What a new policy set says before anybody wrote on it: nothing that allows, and how to begin.</summary>
internal static class FirstText
{
    private const string Cedar = """
        // What no rule here permits is denied.
        //
        // @id names the rule, @reason is told to agent and reviewer, @owner answers for it.
        // A rule that holds only with context.approvals sends the proposal to people first.
        //
        // @id("reads")
        // @reason("Reading changes nothing.")
        // permit (principal, action in Action::"read", resource);
        //
        // @id("writes_with_one_yes")
        // @reason("Somebody looks at every write.")
        // permit (principal, action in Action::"write", resource)
        //   when { context.approvals >= 1 };

        """;

    private const string Rego = """
        package agentconsole.decision

        import rego.v1

        default result := {"decision": "deny", "rule": "default_deny"}

        result := {"decision": "allow", "rule": "reads"} if input.proposal.effect == "read"

        """;

    public static string Of(PolicyEngine engine) => (engine == PolicyEngine.Cedar ? Cedar : Rego).ReplaceLineEndings("\n");
}
