using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds environments that end at the first turn whatever is said, and so never reply. Of replies that come from elsewhere, nothing is known.
/// </summary>
internal sealed class EpisodeEndRule() : TeamCodeRule(Descriptors.EpisodeEnd)
{
    public override Roles About => Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Ends(body).Concat(AsThePolicy(body)).Concat(NeverEnds(body));

    // It knows when the policy is right, and goes on all the same. A world of so many turns knows nothing of that.
    private static IEnumerable<(Location Place, string Sentence)> NeverEnds(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "ReplyAsync", ContainingType: var type }
            || body.Operations.Any(operation => IsFromElsewhere(operation) || operation is IThrowOperation { Exception: not null })
            || !body.Operations.Any(IsAnswer) || !IsNamed(type, body) || type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().DescendantNodes()
                .Any(node => node is IdentifierNameSyntax { Identifier.ValueText: "Finished" or "Fault" or "Task" or "Delay" })))
            yield break;
        var replies = Replies(body);
        if (replies.Count > 0 && replies.All(reply => reply.Type!.Name == "Continue"))
        {
            yield return (
                replies[replies.Count - 1].Syntax.GetLocation(),
                $"{body.TypeName} goes on even after the right answer, so no episode ends before its limits: finish it by EnvironmentReply.Finished");
        }
    }

    // Until an attribute names the environment, it may well be under construction.
    private static bool IsNamed(INamedTypeSymbol episode, TeamBody body)
    {
        for (var type = episode; type is not null; type = type.ContainingType)
        {
            if (body.Root.SemanticModel is { } model && NamedTypes.Has(type, model.Compilation))
                return true;
        }

        return false;
    }

    private static bool IsAnswer(IOperation operation) => operation is IPropertyReferenceOperation { Property: { Name: "Answer", ContainingType: { } type } }
        && type.DerivesFromDsl("Problem");

    // What the policy reads as its own words.
    private static IEnumerable<(Location Place, string Sentence)> AsThePolicy(TeamBody body) =>
        from reply in body.Operations.OfType<IObjectCreationOperation>()
        where reply is { Type: { Name: "Continue", ContainingType: { } type }, Arguments: { Length: > 0 } arguments } && type.IsDsl("EnvironmentReply")
            && body.Origin(reply.Arguments[0].Value) is IObjectCreationOperation { Arguments: { Length: > 0 } said } message && message.Type.IsDsl("Message")
            && body.Origin(said[0].Value) is IFieldReferenceOperation { Field: { Name: "Assistant", ContainingType.Name: "MessageRole" } }
        select (
            reply.Syntax.GetLocation(),
            $"{body.TypeName} replies in the role of the policy, which reads it as its own words: reply as MessageRole.Tool or User");

    private static IEnumerable<(Location Place, string Sentence)> Ends(TeamBody body)
    {
        if (body.Owner is not IMethodSymbol { Name: "ReplyAsync", ContainingType: var type }
            || type.SelfAndBases().Any(each => each.GetMembers("Opening").Any())
            || body.Operations.Any(operation => IsFromElsewhere(operation) || operation is IThrowOperation { Exception: not null }))
            yield break;
        var replies = Replies(body);
        if (replies.Count > 0 && replies.All(reply => reply.Type!.Name == "Finished"))
        {
            yield return (
                replies[0].Syntax.GetLocation(),
                $"{body.TypeName} ends the episode at the first turn, whatever the policy says, so it never replies: "
                + "go on by EnvironmentReply.Continue, or take the environment away");
        }
    }

    private static List<IObjectCreationOperation> Replies(TeamBody body) => [.. body.Operations.OfType<IObjectCreationOperation>()
        .Where(created => created.Type?.ContainingType is { } outer && outer.IsDsl("EnvironmentReply"))];

    // A reply that a call, a variable or a member of something gives.
    private static bool IsFromElsewhere(IOperation operation) => operation
        is IInvocationOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation or IAwaitOperation
        && operation.Type is INamedTypeSymbol type && type.Parts().Any(part => part.IsDsl("EnvironmentReply"));
}
