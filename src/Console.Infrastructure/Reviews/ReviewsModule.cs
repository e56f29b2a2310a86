using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>The door of the Reviews room.</summary>
public static class ReviewsModule
{
    public static IServiceCollection AddReviews(this IServiceCollection services) => services
        .AddSingleton<QueueQuery>()
        .AddSingleton<ReviewQuery>()
        .AddSingleton<EditDesk>()
        .AddSingleton<ReleaseDesk>()
        .AddSingleton<DecideHandler>()
        .AddSingleton<ClaimHandler>()
        .AddSingleton<DraftHandler>();
}
