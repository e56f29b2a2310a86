using AgentConsole.Infrastructure.Live;
using AgentConsole.Web.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.Services.AddAmbient().AddLive().AddShell();

var app = builder.Build();
app.UseShell();
app.UseAntiforgery();
app.MapShell();
await app.RunAsync();
