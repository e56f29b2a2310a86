using AgentConsole.Cedar.Entities;
using AgentConsole.Cedar.Schemas;
using AgentConsole.Cedar.Values;
using Xunit;

namespace AgentConsole.Cedar.Tests;

public class CedarSchemaTests
{
    private const string Text = """
        namespace App {
          type Money = { amount: decimal, note?: String };
          entity Team;
          entity User in [Team] = { name: String, boss?: User } tags Set<String>;
          entity Level enum ["low", "high"];
          entity Doc in Doc { level: Level };
          action all;
          action view, edit in [all] appliesTo { principal: [User], resource: Doc, context: { price?: Money, at: datetime } };
        }
        """;

    private static readonly CedarSchema _schema = CedarSchema.Read(Text);

    [Theory]
    [InlineData("principal.boss.name == \"a\"", "The attribute `boss` may be missing; expected a test with `has` before it.", 1, 44)]
    [InlineData("context.at < 5", "Expected datetime, found Long.", 1, 57)]
    [InlineData("principal.title == \"\"", "There is no attribute `title` in App::User.", 1, 44)]
    [InlineData("principal.getTag(\"x\").contains(\"y\")", "The tag may be missing; expected a test with `hasTag` before it.", 1, 44)]
    [InlineData("resource.level == App::Level::\"none\"", "Not as declared: the entity `App::Level::\"none\"` is not one of those declared.", 1, 62)]
    [InlineData("principal == App::Nobody::\"a\"", "The entity type `App::Nobody` is not declared.", 1, 57)]
    [InlineData("[1, \"a\"].contains(1)", "Expected one type for all elements of a set, found Long and String.", 1, 44)]
    [InlineData("decimal(principal.name) == context.price.amount", "`decimal` is called with an expression; policies that are checked call it with text.", 1, 44)]
    [InlineData("ip(\"x\").isIpv4()", "`ip` cannot read `\"x\"`: it is not an IP address or range, such as \"10.0.0.0/8\".", 1, 44)]
    public void The_validator_says_what_is_wrong_and_where(string condition, string message, int line, int column)
    {
        var check = _schema.Validate(CedarText.Read($"permit(principal, action, resource) when {{ {condition} }};"));

        Assert.Contains(check.Errors, fault => (fault.Message, fault.Line, fault.Column, fault.PolicyId) == (message, line, column, "policy0"));
    }

    [Theory]
    [InlineData("principal has boss && principal.boss.name == \"a\"")]
    [InlineData("context has price.note && context.price.note like \"a*\"")]
    [InlineData("principal.hasTag(\"x\") && principal.getTag(\"x\").contains(\"y\")")]
    [InlineData("if principal has boss then principal.boss.name == \"a\" else false")]
    [InlineData("!(principal has boss) || principal == App::User::\"a\"")]
    [InlineData("resource in App::Doc::\"root\" && context.at.toTime() < duration(\"17h\")")]
    public void What_is_tested_first_is_valid(string condition) =>
        Assert.Empty(_schema.Validate(CedarText.Read($"permit(principal, action in App::Action::\"all\", resource) when {{ {condition} }};")).Errors);

    [Fact]
    public void A_policy_that_can_never_apply_is_a_warning_if_its_scope_can() =>
        Assert.Equal("The policy cannot apply to any query.", Assert.Single(_schema.Validate(CedarText.Read("permit(principal, action, resource) when { principal is App::Doc };")).Warnings).Message);

    [Fact]
    public void A_template_is_checked_and_so_are_the_entities_of_its_links()
    {
        var set = CedarText.Read("permit(principal in ?principal, action, resource);");
        Assert.True(_schema.Validate(set).IsValid);

        Assert.True(_schema.Validate(set.Link(new TemplateLink("policy0", "a", new("App::Team", "t"), null))).IsValid);
        Assert.Equal("b", _schema.Validate(set.Link(new TemplateLink("policy0", "b", new("Nothing", "t"), null))).Errors[0].PolicyId);
    }

    [Theory]
    [InlineData("entity A in B;", 1, 13, "There is no entity type `B`.")]
    [InlineData("entity A; entity A;", 1, 18, "The entity type `A` is declared twice.")]
    [InlineData("type T = { a: T };", 1, 10, "The type `T` contains itself.")]
    [InlineData("action a in b; action b in a;", 1, 8, "The action `Action::\"a\"` is in itself.")]
    [InlineData("entity A; action a appliesTo { principal: A };", 1, 30, "An action that applies to something names at least one type of principal and one of resource.")]
    [InlineData("entity A; namespace N { entity A; }", 1, 32, "The type `N::A` hides the type `A`.")]
    [InlineData("type Set = Long;", 1, 12, "`Set` is a name that Cedar keeps for itself.")]
    [InlineData("entity A = { a: Nothing };", 1, 17, "There is no type `Nothing`.")]
    [InlineData("entity A {", 1, 11, "Found the end of the text; expected the name of an attribute or `}`.")]
    public void A_broken_schema_is_refused_where_it_is_broken(string text, int line, int column, string message)
    {
        var fault = Assert.Single(CedarSchema.Parse(text).Faults);

        Assert.Equal((line, column, message), (fault.Line, fault.Column, fault.Message));
    }

    [Fact]
    public void Queries_and_entities_are_held_to_the_schema()
    {
        EntityUid user = new("App::User", "a"), doc = new("App::Doc", "d"), view = new("App::Action", "view");
        var context = CedarRecord.Of(("at", CedarValue.DateTime("2026-07-01")));

        Assert.Empty(_schema.ValidateQuery(new(user, view, doc, context)));
        Assert.NotEmpty(_schema.ValidateQuery(new(doc, view, doc, context)));
        Assert.NotEmpty(_schema.ValidateQuery(new(user, new("App::Action", "gone"), doc, context)));
        Assert.NotEmpty(_schema.ValidateQuery(new(user, view, doc)));
        Assert.NotEmpty(_schema.ValidateEntities(EntityStore.Of(new CedarEntity(user))));
        Assert.Empty(_schema.ValidateEntities(EntityStore.Of(new CedarEntity(user, CedarRecord.Of(("name", CedarValue.String("A"))), new EntityUid("App::Team", "t")))));
        Assert.NotEmpty(_schema.ValidateEntities(EntityStore.Of(new CedarEntity(user, CedarRecord.Of(("name", CedarValue.String("A"))), doc))));
    }

    [Fact]
    public void With_a_schema_values_need_no_marks_and_actions_know_their_groups()
    {
        var entities = CedarJson.ReadEntities("""[{"uid":{"type":"App::User","id":"a"},"attrs":{"name":"A","boss":{"type":"App::User","id":"b"}},"parents":[]}]""", _schema);
        using var context = System.Text.Json.JsonDocument.Parse("""{"at":"2026-07-01","price":{"amount":"12.5"}}""");
        var view = new EntityUid("App::Action", "view");

        var query = new CedarQuery(new("App::User", "a"), view, new("App::Doc", "d"), CedarJson.ReadContext(context.RootElement, _schema, view));
        var policies = CedarText.Read("""permit(principal, action in App::Action::"all", resource) when { principal.boss == App::User::"b" && context.price.amount == decimal("12.50") && context.at < datetime("2026-07-02") };""");

        Assert.Empty(_schema.ValidateQuery(query));
        Assert.True(policies.Compile().Authorize(query, entities).IsAllowed);
    }
}
