using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Risk;
using AgentConsole.Infrastructure.Risk;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Risk;

/// <summary>The risk table as a resource: whoever writes names the version that was read.</summary>
internal static class RiskEndpoints
{
    public static async Task<IResult> GetAsync(HttpContext context, RiskTableQuery query, RiskTableCache cache, CancellationToken cancellation)
    {
        var sheet = await query.OfAsync(cancellation);
        return Shown(context, sheet, sheet.Table ?? cache.Current);
    }

    public static async Task<IResult> PutAsync(HttpContext context, SaveRiskTableHandler handler, RiskTableQuery query, CancellationToken cancellation)
    {
        var (body, unreadable) = await RequestBody.ReadObjectAsync(context.Request, RiskLimits.TableBytesMax, cancellation);
        if (body is null) return unreadable!;
        using (body)
        {
            try
            {
                _ = CanonicalJson.Bytes(body.RootElement);
            }
            catch (NotCanonicalException fault)
            {
                return RequestBody.Malformed(fault.Pointer, fault.Message);
            }

            var members = new MemberReader(body.RootElement);
            var read = members.Number("version", 1, RiskTable.VersionMax);
            var note = members.Text("note", RiskLimits.NoteLengthMax);
            if (members.Faults.Count > 0) return Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "The risk table cannot be read.", members.Faults);
            if ((ResourceBody.VersionOf(context.Request) ?? read) is not { } seen)
                return Problems.Of(StatusCodes.Status422UnprocessableEntity, "version_missing", "Say in 'version' or in If-Match which version you read.");

            return await handler.HandleAsync(new(context.Caller(), seen, RiskTableDraft.Alone(body.RootElement), note), cancellation) switch
            {
                SaveRiskTableOutcome.Saved saved => Shown(context, await query.OfAsync(cancellation), saved.Table),
                SaveRiskTableOutcome.Changed changed => ResourceBody.Stale(context.Request, changed.Version),
                SaveRiskTableOutcome.Malformed malformed => Problems.OfFaults(StatusCodes.Status422UnprocessableEntity, "document_invalid",
                    "The risk table was not kept.", malformed.Faults),
                SaveRiskTableOutcome.Refused => Problems.Of(StatusCodes.Status403Forbidden, "role_missing", "The risk table is for people of role security to change."),
                var other => throw new InvalidOperationException($"Unknown outcome {other}."),
            };
        }
    }

    private static Ok<RiskTableView> Shown(HttpContext context, RiskTableSheet sheet, RiskTable table)
    {
        context.Response.Headers.ETag = $"\"{table.Version}\"";
        return TypedResults.Ok(RiskTableView.Of(sheet, table));
    }
}
