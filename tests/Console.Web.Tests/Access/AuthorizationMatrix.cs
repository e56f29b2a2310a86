using AgentConsole.Domain.Access;

namespace AgentConsole.Web.Tests.Access;

/// <summary>Who may call what, written by hand beside the code: an endpoint without a row here fails the test.</summary>
internal static class AuthorizationMatrix
{
    /// <summary>Needs nobody: health, keys for verification, the sign-in pages, and what a browser loads before it.</summary>
    public const string Anyone = "anyone";

    public const string AnyAgent = "agent";

    public const string AnyPerson = "person";

    public const string AnyCaller = "caller";

    /// <summary>Who manages people, at a browser and signed in a moment ago: no token gets here.</summary>
    public const string FreshSignIn = "fresh sign-in";

    /// <summary>An Open Policy Agent with the token that is configured for it: nobody who is somebody here.</summary>
    public const string OpaToken = "opa token";

    /// <summary>By method and route pattern; the value is one of the words above or a permission's name.</summary>
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string>
    {
        ["POST /api/v1/proposals"] = AnyAgent,
        ["GET /api/v1/proposals"] = nameof(Permission.ReadProposals),
        ["GET /api/v1/proposals/{id}"] = AnyCaller,
        ["POST /api/v1/proposals/{id}/withdraw"] = AnyAgent,
        ["POST /api/v1/proposals/{id}/result"] = AnyAgent,
        ["POST /api/v1/proposals/{id}/claim"] = nameof(Permission.DecideProposals),
        ["POST /api/v1/decisions"] = nameof(Permission.DecideProposals),
        ["GET /api/v1/reviewers/quality"] = nameof(Permission.DecideProposals),
        ["GET /api/v1/delegations"] = nameof(Permission.DecideProposals),
        ["POST /api/v1/delegations"] = nameof(Permission.DecideProposals),
        ["DELETE /api/v1/delegations/{id}"] = nameof(Permission.DecideProposals),
        ["POST /api/v1/planted"] = nameof(Permission.PublishPolicies),
        ["POST /api/v1/proposals/{id}/undo"] = nameof(Permission.DecideProposals),
        ["POST /api/v1/proposals/{id}/release-claim"] = nameof(Permission.DecideProposals),
        ["POST /api/v1/proposals/{id}/decisions"] = nameof(Permission.DecideProposals),
        ["GET /api/v1/risk-table"] = nameof(Permission.ReadProposals),
        ["PUT /api/v1/risk-table"] = nameof(Permission.WriteRiskTable),
        ["POST /api/v1/traces"] = AnyAgent,
        ["GET /api/v1/runs"] = AnyCaller,
        ["GET /api/v1/runs/{id}"] = AnyCaller,
        ["GET /api/v1/runs/{id}/story"] = AnyCaller,
        ["GET /api/v1/runs/{id}/events"] = AnyCaller,
        ["POST /v1/traces"] = AnyAgent,
        ["POST /api/v1/runs"] = AnyAgent,
        ["POST /api/v1/runs/{id}/end"] = AnyAgent,
        ["POST /api/v1/runs/{id}/observations"] = AnyAgent,
        ["POST /api/v1/runs/{id}/reservations"] = AnyAgent,
        ["POST /api/v1/runs/{id}/reservations/{rid}/settle"] = AnyAgent,
        ["GET /api/v1/prices"] = nameof(Permission.ReadSpend),
        ["POST /api/v1/prices"] = nameof(Permission.WritePrices),
        ["GET /api/v1/prices/{id}"] = nameof(Permission.ReadSpend),
        ["PUT /api/v1/prices/{id}"] = nameof(Permission.WritePrices),
        ["DELETE /api/v1/prices/{id}"] = nameof(Permission.WritePrices),
        ["GET /api/v1/budgets"] = nameof(Permission.ReadSpend),
        ["POST /api/v1/budgets"] = nameof(Permission.WriteBudgets),
        ["GET /api/v1/budgets/{id}"] = nameof(Permission.ReadSpend),
        ["PUT /api/v1/budgets/{id}"] = nameof(Permission.WriteBudgets),
        ["DELETE /api/v1/budgets/{id}"] = nameof(Permission.WriteBudgets),
        ["POST /api/v1/budgets/{id}/raises"] = nameof(Permission.RaiseBudgets),
        ["DELETE /api/v1/budgets/{id}/raises/{raise}"] = nameof(Permission.RaiseBudgets),
        ["GET /api/v1/permits"] = nameof(Permission.ReadProposals),
        ["POST /api/v1/permits"] = nameof(Permission.DecideProposals),
        ["DELETE /api/v1/permits/{id}"] = nameof(Permission.DecideProposals),
        ["GET /api/v1/queue"] = nameof(Permission.DecideProposals),
        ["GET /api/v1/me/pending"] = AnyAgent,
        ["POST /api/v1/grants/redeem"] = Anyone,
        ["GET /api/v1/grants/revoked"] = Anyone,
        ["GET /.well-known/jwks.json"] = Anyone,
        ["GET /api/v1/ledger"] = nameof(Permission.ReadLedger),
        ["GET /api/v1/ledger/head"] = nameof(Permission.ReadLedger),
        ["GET /api/v1/ledger/export"] = nameof(Permission.ReadLedger),
        ["GET /api/v1/deliveries"] = nameof(Permission.ReadDeliveries),
        ["GET /api/v1/deliveries/{id}"] = nameof(Permission.ReadDeliveries),
        ["POST /api/v1/deliveries/{id}/resend"] = nameof(Permission.ManageDeliveries),
        ["GET /api/v1/webhooks"] = nameof(Permission.ReadDeliveries),
        ["GET /api/v1/webhooks/{id}"] = nameof(Permission.ReadDeliveries),
        ["PUT /api/v1/webhooks/{id}"] = nameof(Permission.ManageDeliveries),
        ["POST /api/v1/webhooks/{id}/test"] = nameof(Permission.ManageDeliveries),
        // What it is, a registered endpoint or an agent's secret, says which further right the handler asks for.
        ["POST /api/v1/webhooks"] = nameof(Permission.ReadDeliveries),
        ["POST /api/v1/webhooks/{id}/rotate"] = nameof(Permission.ReadDeliveries),
        ["DELETE /api/v1/webhooks/{id}"] = nameof(Permission.ReadDeliveries),
        ["GET /api/v1/tools"] = nameof(Permission.ReadTools),
        ["POST /api/v1/tools"] = nameof(Permission.ManageTools),
        ["GET /api/v1/tools/{name}"] = nameof(Permission.ReadTools),
        ["PUT /api/v1/tools/{name}"] = nameof(Permission.ManageTools),
        ["DELETE /api/v1/tools/{name}"] = nameof(Permission.ManageTools),
        ["POST /api/v1/tools/{name}/stop"] = nameof(Permission.StopAgents),
        ["POST /api/v1/tools/{name}/resume"] = nameof(Permission.ResumeAgents),
        ["GET /api/v1/policies"] = nameof(Permission.ReadPolicies),
        ["POST /api/v1/policies"] = nameof(Permission.WritePolicies),
        ["GET /api/v1/policies/{name}"] = nameof(Permission.ReadPolicies),
        ["PUT /api/v1/policies/{name}"] = nameof(Permission.WritePolicies),
        ["DELETE /api/v1/policies/{name}"] = nameof(Permission.WritePolicies),
        ["POST /api/v1/policies/{name}/publish"] = nameof(Permission.PublishPolicies),
        ["POST /api/v1/policies/{name}/rollback"] = nameof(Permission.PublishPolicies),
        ["POST /api/v1/policies/{name}/shadow"] = nameof(Permission.WritePolicies),
        ["DELETE /api/v1/policies/{name}/shadow"] = nameof(Permission.WritePolicies),
        ["GET /api/v1/policies/{name}/shadow"] = nameof(Permission.ReadPolicies),
        ["GET /api/v1/policies/schema"] = AnyCaller,
        ["POST /api/v1/policies/check"] = nameof(Permission.WritePolicies),
        ["POST /api/v1/policies/backtest"] = nameof(Permission.WritePolicies),
        ["POST /api/v1/policies/try"] = nameof(Permission.WritePolicies),
        ["GET /api/v1/policies/evaluations"] = nameof(Permission.ReadPolicies),
        ["GET /api/v1/policies/evaluations/{id}"] = nameof(Permission.ReadPolicies),
        ["GET /api/v1/agents"] = nameof(Permission.ReadAgents),
        ["POST /api/v1/agents"] = nameof(Permission.ManageAgents),
        ["GET /api/v1/agents/{id}"] = nameof(Permission.ReadAgents),
        ["PUT /api/v1/agents/{id}"] = nameof(Permission.ManageAgents),
        ["DELETE /api/v1/agents/{id}"] = nameof(Permission.ManageAgents),
        ["POST /api/v1/agents/{id}/stop"] = nameof(Permission.StopAgents),
        ["POST /api/v1/agents/{id}/resume"] = nameof(Permission.ResumeAgents),
        ["GET /api/v1/stops"] = nameof(Permission.ReadAgents),
        ["POST /api/v1/stop"] = nameof(Permission.StopAgents),
        ["POST /api/v1/resume"] = nameof(Permission.ResumeAgents),
        ["GET /api/v1/me"] = AnyCaller,
        ["GET /api/v1/me/manifest"] = AnyAgent,
        ["GET /api/v1/antiforgery"] = AnyPerson,
        ["GET /api/v1/users"] = nameof(Permission.ReadPeople),
        ["POST /api/v1/users"] = nameof(Permission.ManagePeople),
        ["GET /api/v1/users/{id}"] = nameof(Permission.ReadPeople),
        ["PUT /api/v1/users/{id}"] = nameof(Permission.ManagePeople),
        ["DELETE /api/v1/users/{id}"] = nameof(Permission.ManagePeople),
        ["POST /api/v1/users/{id}/password-link"] = FreshSignIn,
        ["DELETE /api/v1/users/{id}/second-factor"] = FreshSignIn,
        // One's own tokens: whose they are is asked by the handler.
        ["GET /api/v1/tokens"] = AnyPerson,
        ["POST /api/v1/tokens"] = AnyPerson,
        ["GET /api/v1/tokens/{id}"] = AnyPerson,
        ["DELETE /api/v1/tokens/{id}"] = AnyPerson,
        ["GET /api/v1/agents/{name}/keys"] = nameof(Permission.ReadAgents),
        ["POST /api/v1/agents/{name}/keys"] = nameof(Permission.IssueAgentKeys),
        ["GET /api/v1/agents/{name}/keys/{id}"] = nameof(Permission.ReadAgents),
        ["DELETE /api/v1/agents/{name}/keys/{id}"] = nameof(Permission.RevokeAgentKeys),
        ["GET /api/v1/policies/opa"] = nameof(Permission.ReadPolicies),
        ["GET /api/v1/policies/opa/decisions"] = nameof(Permission.ReadPolicies),
        ["GET /bundles/{name}.tar.gz"] = OpaToken,
        ["POST /opa/logs"] = OpaToken,
        ["POST /opa/status"] = OpaToken,
        ["POST /logs"] = OpaToken,
        ["POST /status"] = OpaToken,
        // A page, and the form on it; what is decided there, the handler asks again.
        ["GET /p/{Id}"] = nameof(Permission.ReadProposals),
        ["POST /p/{Id}"] = nameof(Permission.ReadProposals),
        ["GET /healthz/live"] = Anyone,
        ["GET /healthz/ready"] = Anyone,
        ["GET /openapi/{documentName}.json"] = Anyone,
    };
}
