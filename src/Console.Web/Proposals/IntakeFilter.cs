using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Proposals;

/// <summary>Counts what was refused at the door and therefore stands in no record: an attempt is worth knowing of.</summary>
internal sealed class IntakeFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            var answer = await next(context);
            if (answer is ProblemHttpResult { ProblemDetails.Extensions: var more } && more.TryGetValue("code", out var code))
                Signals.IntakeRefused((string)code!);
            return answer;
        }
        catch (BusyException)
        {
            Signals.IntakeRefused("busy");
            throw;
        }
    }
}
