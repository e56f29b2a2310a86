using Microsoft.Extensions.DependencyInjection;

namespace AgentConsole.Infrastructure.Reviews;

/// <summary>The door of the Reviews room.</summary>
public static class ReviewsModule
{
    public static IServiceCollection AddReviews(this IServiceCollection services, ReviewsOptions options) => services
        .AddSingleton(options.Checked())
        .AddSingleton<QueueQuery>()
        .AddSingleton<ReviewQuery>()
        .AddSingleton<EditDesk>()
        .AddSingleton<ReleaseDesk>()
        .AddSingleton<DecideHandler>()
        .AddSingleton<SettleHandler>()
        .AddSingleton<DecideBatchHandler>()
        .AddSingleton<BrakeQuery>()
        .AddSingleton<QualityQuery>()
        .AddSingleton<RevealQuery>()
        .AddSingleton<DelegationQuery>()
        .AddSingleton<DelegationHandler>()
        .AddSingleton<RefusedCalls>()
        .AddSingleton<UndoHandler>()
        .AddSingleton<ClaimHandler>()
        .AddSingleton<DraftHandler>();
}
