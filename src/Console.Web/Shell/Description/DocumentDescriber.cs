using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AgentConsole.Web.Shell.Description;

/// <summary>Says once what all operations share: how to be let in, and how a refusal looks.</summary>
internal sealed class DocumentDescriber : IOpenApiDocumentTransformer
{
    public const string AgentKey = "agent_key";
    public const string AccessToken = "access_token";
    public const string Session = "session";
    public const string Problem = "Problem";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "AgentConsole", Version = "v1", Description = "Agents propose, people decide, tools redeem." };
        // Where this console listens is known to whoever reads it there.
        document.Servers = [];
        document.AddComponent<IOpenApiSecurityScheme>(AgentKey, Bearer("An agent's key for one environment, aca_…"));
        document.AddComponent<IOpenApiSecurityScheme>(AccessToken, Bearer("A person's access token, acp_…"));
        document.AddComponent<IOpenApiSecurityScheme>(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = "agentconsole.session",
            Description = "The sign-in cookie. Calls that change something also send the header that GET /api/v1/antiforgery names.",
        });
        document.AddComponent<IOpenApiSchema>(Problem, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457 problem details; what else stands beside depends on the code.",
            Required = new HashSet<string> { "title", "status", "detail", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text(),
                ["title"] = Text(),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = Text(),
                ["code"] = Text("Stable: programs go by it."),
                ["faults"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["pointer"] = Text("A JSON pointer (RFC 6901) into what was sent."),
                            ["code"] = Text(),
                            ["message"] = Text(),
                        },
                    },
                },
            },
        });
        return Task.CompletedTask;
    }

    private static OpenApiSecurityScheme Bearer(string description) =>
        new() { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = description };

    private static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };
}
