using AgentConsole.Domain;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Web.Access;

namespace AgentConsole.Web.Shell.Description;

/// <summary>What an endpoint says of itself for <c>/openapi/v1.json</c>, beside what the framework sees.</summary>
internal static class DescribedEndpoints
{
    /// <summary>It reads a JSON body of this shape.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TakenBody(typeof(T)));

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, int status, params string[] codes) =>
        endpoint.WithMetadata(new ToldRefusal(status, codes));

    /// <summary>The refusals of people, keys and tokens: one list for the room.</summary>
    public static RouteHandlerBuilder RefusesAccess(this RouteHandlerBuilder endpoint)
    {
        foreach (var refusals in Enum.GetValues<AccessRefusal>().GroupBy(AccessWords.StatusOf))
            endpoint.Refuses(refusals.Key, [.. refusals.Select(WireName.Of)]);
        return endpoint;
    }
}
