using AgentConsole.Infrastructure.Live;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddAmbient()
    .AddPersistence(builder.Configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new())
    .AddLive()
    .AddShell();

var app = builder.Build();
app.UseShell();
app.UseAntiforgery();
app.MapShell();
await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
await app.RunAsync();
