using AgentConsole.Domain.Access;

namespace AgentConsole.Web.Access;

/// <summary>What an endpoint says about who may call it. Without one of these only signed-in people get through.</summary>
public static class CallerEndpoints
{
    public static TBuilder RequireAgent<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequireAgentAttribute());

    public static TBuilder RequirePerson<TBuilder>(this TBuilder builder, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequirePersonAttribute(permission)).AddEndpointFilter<TBuilder, AntiforgeryFilter>();

    /// <summary>Whoever is signed in: for what belongs to the person itself.</summary>
    public static TBuilder RequirePerson<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequirePersonAttribute()).AddEndpointFilter<TBuilder, AntiforgeryFilter>();

    /// <summary>Agents and people; the endpoint tells them apart.</summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RequireCallerAttribute()).AddEndpointFilter<TBuilder, AntiforgeryFilter>();
}
