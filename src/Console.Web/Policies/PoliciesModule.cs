using System.Text.Json.Nodes;
using AgentConsole.Domain.Access;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Shell.Description;

namespace AgentConsole.Web.Policies;

/// <summary>The door of the Policies room on the wire.</summary>
public static class PoliciesModule
{
    public static IEndpointRouteBuilder MapPolicies(this IEndpointRouteBuilder routes)
    {
        var policies = routes.MapGroup("/api/v1/policies").WithTags("Policies");
        policies.MapGet("", PolicyEndpoints.ListAsync).RequirePerson(Permission.ReadPolicies).Produces<ListView<JsonObject>>().Refuses(400, "malformed");
        policies.MapPost("", PolicyEndpoints.CreateAsync).RequirePerson(Permission.WritePolicies).Takes<JsonObject>().Produces<JsonObject>(StatusCodes.Status201Created)
            .Produces<JsonObject>().Refuses(403, "second_person_needed").Refuses(409, "changed").Refuses(422, "document_invalid");
        policies.MapGet("{name}", PolicyEndpoints.GetAsync).RequirePerson(Permission.ReadPolicies).Produces<JsonObject>().Refuses(404, "not_found");
        policies.MapPut("{name}", PolicyEndpoints.ReplaceAsync).RequirePerson(Permission.WritePolicies).Takes<JsonObject>().Produces<JsonObject>().Produces<JsonObject>(StatusCodes.Status201Created)
            .Refuses(403, "second_person_needed").Refuses(409, "changed").Refuses(412, "changed").Refuses(422, "document_invalid");
        policies.MapDelete("{name}", PolicyEndpoints.DiscardAsync).RequirePerson(Permission.WritePolicies).Produces(StatusCodes.Status204NoContent)
            .Refuses(404, "not_found").Refuses(409, "not_now");
        policies.MapPost("{name}/publish", PolicyEndpoints.PublishAsync).RequirePerson(Permission.PublishPolicies).Takes<PolicyStepBody>().Produces<JsonObject>()
            .Refuses(403, "second_person_needed").Refuses(404, "not_found").Refuses(409, "changed", "not_now").Refuses(422, "not_publishable", "digest_missing");
        policies.MapPost("{name}/rollback", PolicyEndpoints.RollBackAsync).RequirePerson(Permission.PublishPolicies).Takes<PolicyStepBody>().Produces<JsonObject>()
            .Refuses(404, "not_found").Refuses(409, "changed", "not_now").Refuses(422, "from_missing");
        policies.MapPost("{name}/shadow", PolicyEndpoints.StartShadowAsync).RequirePerson(Permission.WritePolicies).Takes<PolicyStepBody>().Produces<JsonObject>()
            .Refuses(404, "not_found").Refuses(409, "changed", "not_now");
        policies.MapDelete("{name}/shadow", PolicyEndpoints.EndShadowAsync).RequirePerson(Permission.WritePolicies).Produces<JsonObject>()
            .Refuses(404, "not_found").Refuses(409, "not_now");
        policies.MapGet("{name}/shadow", PolicyTrialEndpoints.ShadowAsync).RequirePerson(Permission.ReadPolicies).Produces<ShadowView>().Refuses(404, "not_found");

        policies.MapGet("schema", PolicyTrialEndpoints.Schema).RequireCaller().Produces<string>(contentType: "text/plain");
        policies.MapPost("check", PolicyTrialEndpoints.CheckAsync).RequirePerson(Permission.WritePolicies).Takes<JsonObject>().Produces<ReportView>().Refuses(422, "document_invalid");
        policies.MapPost("backtest", PolicyTrialEndpoints.BacktestAsync).RequirePerson(Permission.WritePolicies).Takes<BacktestBody>().Produces<BacktestView>()
            .Refuses(404, "not_found").Refuses(422, "document_invalid");
        policies.MapPost("try", PolicyTrialEndpoints.TryAsync).RequirePerson(Permission.WritePolicies).Takes<TrialBody>().Produces<TrialView>()
            .Refuses(404, "not_found").Refuses(409, "not_repeatable").Refuses(422, "document_invalid");
        policies.MapGet("evaluations", EvaluationEndpoints.ListAsync).RequirePerson(Permission.ReadPolicies).Produces<ListView<EvaluationView>>().Refuses(400, "malformed");
        policies.MapGet("evaluations/{id}", EvaluationEndpoints.GetAsync).RequirePerson(Permission.ReadPolicies).Produces<EvaluationView>().Refuses(404, "not_found");
        return routes;
    }
}
