using AgentConsole.Domain.Policies;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>The answers for when OPA gives none that can be used: each of them is a no.</summary>
internal static class OpaDenials
{
    /// <summary>How OPA is named where it is told which engines were asked.</summary>
    public const string Engine = "opa";

    public static PolicyAnswer Undefined { get; } =
        PolicyAnswer.Deny("opa_undefined", PolicyAnswer.PolicyUndefined, "The policy engine has nothing to say of this, so it is not allowed.");

    public static PolicyAnswer Error { get; } =
        PolicyAnswer.Deny("opa_error", PolicyAnswer.PolicyError, "The policy engine's answer cannot be used, so nothing is allowed by it.");

    private static PolicyAnswer NoAnswer { get; } =
        PolicyAnswer.Deny("opa_unavailable", PolicyAnswer.PolicyUnavailable, "The policy engine does not answer, so nothing is allowed.",
            isRetryable: true, suggestion: "Propose it again in a while.");

    public static EngineRuling Unavailable(string why) => RulingOf(NoAnswer, why);

    public static EngineRuling Unusable(string why) => RulingOf(Error, why);

    private static EngineRuling RulingOf(PolicyAnswer answer, string why) =>
        new(answer with { Source = new(PolicyEngine.Opa, null, null) }, [], [why]) { Asked = Engine };
}
