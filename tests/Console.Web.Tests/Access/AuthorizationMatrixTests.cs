using System.Text;
using AgentConsole.Domain.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Access;

public sealed class AuthorizationMatrixTests
{
    private static readonly string[] Wire = ["/api/", "/v1/", "/.well-known/", "/healthz/", "/openapi/", "/bundles/", "/opa/", "/logs", "/status", "/p/"];
    private const string NoSuchId = "prp_00000000000000000000000000000000";

    [Fact]
    public async Task Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        await using var console = await RunningConsole.StartAsync();

        var mapped = ApiEndpoints(console).ToHashSet();

        Assert.Equal([], mapped.Except(AuthorizationMatrix.Rows.Keys).Order());
        Assert.Equal([], AuthorizationMatrix.Rows.Keys.Except(mapped).Order());
    }

    [Fact]
    public async Task Nobody_gets_further_than_the_row_says()
    {
        var (console, agent, _) = await RunningConsole.StartWithRefundsAsync();
        await using var __ = console;
        var callers = new List<(string Name, HttpClient Client, Func<string, bool> May)>
        {
            ("nobody", console.Client(), row => row == AuthorizationMatrix.Anyone),
            ("a made-up bearer", console.Client("aca_AAAAAAAAAAAA_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), row => row == AuthorizationMatrix.Anyone),
            ("an agent", agent, row => row is AuthorizationMatrix.Anyone or AuthorizationMatrix.AnyAgent or AuthorizationMatrix.AnyCaller),
        };
        foreach (var role in Enum.GetValues<Role>())
            callers.Add((role.ToString(), console.Client(await console.Seed.TokenAsync(await console.Seed.PersonAsync("P" + role, role))), row => MayByRole(role, row)));

        var wrong = new List<string>();
        foreach (var (route, row) in AuthorizationMatrix.Rows)
        {
            foreach (var (name, client, may) in callers)
            {
                using var answer = await client.SendAsync(RequestFor(route));
                var isRefused = (int)answer.StatusCode is 401 or 403 || answer.Headers.Location?.ToString().Contains("/account/sign-in", StringComparison.Ordinal) == true;
                if (isRefused == may(row) && !(row == AuthorizationMatrix.Anyone && (int)answer.StatusCode == 401))
                    wrong.Add($"{name}: {route} answered {(int)answer.StatusCode}, the row says {row}");
                if ((int)answer.StatusCode >= 500) wrong.Add($"{name}: {route} answered {(int)answer.StatusCode}");
            }
        }

        Assert.Equal([], wrong);
    }

    private static IEnumerable<string> ApiEndpoints(RunningConsole console) =>
        from endpoint in console.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText?.TrimStart('/')
        where Wire.Any(prefix => pattern.StartsWith(prefix, StringComparison.Ordinal))
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select $"{method} {pattern.TrimEnd('/')}";

    private static HttpRequestMessage RequestFor(string route)
    {
        var (method, pattern) = (route[..route.IndexOf(' ', StringComparison.Ordinal)], route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var path = pattern.Replace("{documentName}", "v1", StringComparison.Ordinal);
        while (path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var open)
            path = path[..open] + NoSuchId + path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return request;
    }

    private static bool MayByRole(Role role, string row) => row switch
    {
        AuthorizationMatrix.Anyone or AuthorizationMatrix.AnyPerson or AuthorizationMatrix.AnyCaller => true,
        AuthorizationMatrix.AnyAgent or AuthorizationMatrix.FreshSignIn or AuthorizationMatrix.OpaToken => false,
        _ => RolePermissions.Allows(role, Enum.Parse<Permission>(row)),
    };
}
