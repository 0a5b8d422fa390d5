using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards that take what an environment or a tool said for the policy's answer: among what the policy wrote itself, or in its place where the
/// environment never says an answer. A verdict of the environment is no answer, and what code of the policy's printed may well be one.
/// </summary>
internal sealed class OthersWordsRule() : TeamCodeRule(Descriptors.PartOfAnAnswer)
{
    private static readonly Regex _running = new(
        "run|exec|python|code|script|sandbox|shell|bash|interpret|terminal|console|compil|repl|sql|query|calc|eval",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public override Roles About => Roles.Reward;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        if (!SourceNodes.Of(body.Owner.ContainingType, default).Any(node => node is IdentifierNameSyntax { Identifier.ValueText: "EnvironmentTurn" }))
            yield break;
        foreach (var operation in body.Operations)
        {
            if (Judged(operation, body) is not { } judged)
                continue;
            var parts = Parts(judged, body);
            if (parts.OfType<IPropertyReferenceOperation>().FirstOrDefault(read => IsOfEnvironment(read) && !IsAsked(read, operation)) is not { } others)
                continue;
            var isMixed = parts.OfType<IPropertyReferenceOperation>().Any(IsOfPolicy);
            if (isMixed ? !MayRun(body) : OnlySaysConstants(body))
            {
                yield return (
                    others.Syntax.GetLocation(),
                    $"{body.TypeName} compares with the answer what the environment said, not what the policy did, so "
                    + (isMixed ? "a result that the policy never states counts as its own: " : "no response is ever right: ")
                    + "look at turns.OfType<PolicyTurn>() alone, or at Text, which is the policy's last turn");
                yield break;
            }
        }
    }

    private static bool IsOfEnvironment(IPropertyReferenceOperation read) =>
        read.Property is { Name: "Text", ContainingType: { } type } && type.IsDsl("EnvironmentTurn");

    private static bool IsOfPolicy(IPropertyReferenceOperation read) =>
        read.Property is { Name: "Text", ContainingType: { } type } && (type.IsDsl("PolicyTurn") || type.IsDsl("Rollout"));

    // What something else is decided by: a text that is searched, or compared with another.
    private static bool IsAsked(IOperation read, IOperation judged)
    {
        var (inner, outer) = (read, read.Parent);
        while (outer is IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation or ICoalesceOperation
            or IInvocationOperation { Type.SpecialType: SpecialType.System_String, Instance: not null } && outer != judged)
            (inner, outer) = (outer, outer.Parent);
        if (outer == judged || outer?.Parent == judged)
            return false;
        return outer switch
        {
            IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 } => true,
            IArgumentOperation { Parent: IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean or SpecialType.System_Int32 } } => true,
            IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } or IIsPatternOperation or IPropertySubpatternOperation => true,
            IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_Int32 } => true,
            IConditionalOperation choice => choice.Condition == inner,
            ISwitchExpressionOperation choice => choice.Value == inner,
            _ => false,
        };
    }

    // What is compared with the answer, or searched for it.
    private static IOperation? Judged(IOperation operation, TeamBody body) =>
        References.Compared(operation) is var (one, other)
            ? References.IsAnswer(one, body) ? other : References.IsAnswer(other, body) ? one : null
        : operation is IInvocationOperation
        {
            TargetMethod: { Name: "Contains" or "EndsWith", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text,
            Arguments: { Length: > 0 } arguments,
        } && References.IsAnswer(arguments[0].Value, body) ? text
        : null;

    // All that a value is made of, with what is added to a list or a text in it, or given to a variable of it.
    private static List<IOperation> Parts(IOperation value, TeamBody body)
    {
        var parts = body.Ingredients(value).ToList();
        var held = new HashSet<ISymbol>(parts.OfType<ILocalReferenceOperation>().Select(use => use.Local), SymbolEqualityComparer.Default);
        foreach (var operation in body.Operations)
        {
            if (operation is IInvocationOperation { TargetMethod.Name: "Append" or "AppendLine" or "Add" } call && Receiver(call) is { } local
                && held.Contains(local))
                parts.AddRange(call.Arguments.SelectMany(argument => body.Ingredients(argument.Value)));
            else if (operation is IAssignmentOperation { Target: ILocalReferenceOperation { Local: var set }, Value: var given } && held.Contains(set))
                parts.AddRange(body.Ingredients(given));
        }

        // And what a method of the class's own makes of the turns.
        foreach (var method in parts.Select(MethodOf).OfType<IMethodSymbol>().Distinct<IMethodSymbol>(SymbolEqualityComparer.Default).ToList())
        {
            if (body.Called(method) is { } called)
                parts.AddRange(called.Operations);
        }

        return parts;
    }

    private static IMethodSymbol? MethodOf(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod: { DeclaredAccessibility: Accessibility.Private } method } => method,
        IMethodReferenceOperation { Method: { DeclaredAccessibility: Accessibility.Private } method } => method,
        _ => null,
    };

    // Of a chain of calls, too.
    private static ILocalSymbol? Receiver(IInvocationOperation call)
    {
        var on = call.Instance;
        while (on is IInvocationOperation { Instance: { } before })
            on = before;
        return (on as ILocalReferenceOperation)?.Local;
    }

    // The policy's own code, whose output is its own.
    private static bool MayRun(TeamBody body) => Classes(body).Any(each => _running.IsMatch(each.Identifier.ValueText)
        || each.Members.OfType<MethodDeclarationSyntax>().Any(method => _running.IsMatch(method.Identifier.ValueText)));

    // Every reply of every environment is a constant.
    private static bool OnlySaysConstants(TeamBody body)
    {
        var environments = Classes(body).Where(each => each.BaseList?.Types.Any(type => type.ToString().Contains("IEnvironment")) == true).ToList();
        return environments.Count > 0 && environments.All(environment =>
        {
            var said = environment.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
                .Where(created => created.Type.ToString().Split('.').Last() is "Continue" or "Text" && created.ArgumentList?.Arguments.Count > 0)
                .Select(created => created.ArgumentList!.Arguments[0].Expression).ToList();
            return said.Count > 0 && said.All(IsConstant);
        });
    }

    private static bool IsConstant(ExpressionSyntax text) => text switch
    {
        LiteralExpressionSyntax => true,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } message } => message[1].Expression.DescendantNodesAndSelf()
            .OfType<ObjectCreationExpressionSyntax>().Any(part => part.Type.ToString().EndsWith("Text", StringComparison.Ordinal)),
        IdentifierNameSyntax variable => Variables.Beginning(variable) is { } value && IsConstant(value),
        _ => false,
    };

    // Those that recipes with the reward name; the recipe itself is none of them.
    private static IEnumerable<ClassDeclarationSyntax> Classes(TeamBody body)
    {
        if (body.Root.SemanticModel is not { Compilation: var all })
            return [];
        var names = new HashSet<string>(NamedTypes.Recipes(body.TypeName, all).SelectMany(recipe => recipe.Names), StringComparer.Ordinal);
        return all.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            .Where(each => names.Contains(each.Identifier.ValueText) && each.Identifier.ValueText != body.TypeName);
    }
}
