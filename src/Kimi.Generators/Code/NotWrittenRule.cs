using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds components that are not written yet, and rewards that return nothing in place of a verdict.</summary>
internal sealed class NotWrittenRule() : TeamCodeRule(Descriptors.NotWritten)
{
    public override Roles About =>
        Roles.Reward | Roles.Penalty | Roles.Sampler | Roles.Environment | Roles.Other | Roles.Source | Roles.Transform | Roles.Stage;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        foreach (var operation in body.Operations)
        {
            if (operation is IThrowOperation { Exception: { } exception } && IsUnwritten(exception) && body.IsAlways(operation)
                && IsNamed(body, operation))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{body.TypeName}.{body.Owner.Name} is not written yet, so every call of it fails: write it, or take it out of the recipe");
            }
            else if (operation is IReturnOperation { ReturnedValue: { } returned } && IsJudgement(body) && !body.IsWithinFunction(operation)
                && IsNothing(returned))
            {
                yield return (
                    returned.Syntax.GetLocation(),
                    $"{body.TypeName}.JudgeAsync returns no verdict here, which counts as a fault of the reward: "
                    + "return Verdict.Of(…), or an Unscorable that says why it cannot judge");
            }
        }
    }

    // Until a recipe, or an attribute for one, names the class, it may well be under construction.
    private static bool IsNamed(TeamBody body, IOperation operation)
    {
        if ((body.Roles & (Roles.Transform | Roles.Stage)) != 0)
            return true;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var type = body.Owner.ContainingType; type is not null; type = type.ContainingType)
            names.Add(type.Name);
        return operation.SemanticModel?.Compilation.SyntaxTrees.Any(tree => tree.GetRoot().DescendantNodes().OfType<TypeArgumentListSyntax>()
            .SelectMany(list => list.Arguments).Any(argument => argument is SimpleNameSyntax name && names.Contains(name.Identifier.ValueText))) == true;
    }

    private static bool IsUnwritten(IOperation exception) => exception switch
    {
        IConversionOperation conversion => IsUnwritten(conversion.Operand),
        IObjectCreationOperation { Type: INamedTypeSymbol { Name: "NotImplementedException" } type } => TeamCode.IsOfThePlatform(type),
        _ => false,
    };

    private static bool IsJudgement(TeamBody body) =>
        (body.Roles & Roles.Reward) != 0 && body.Owner is IMethodSymbol { Name: "JudgeAsync", ReturnType: { } type }
        && type.Parts().Any(part => part.IsDsl("Verdict"));

    // The default of a task or a verdict, or a task of that.
    private static bool IsNothing(IOperation value) => value switch
    {
        IConversionOperation conversion => IsNothing(conversion.Operand),
        IParenthesizedOperation inner => IsNothing(inner.Operand),
        IDefaultValueOperation or ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } => true,
        IObjectCreationOperation { Type.Name: "ValueTask", Arguments: var arguments } => arguments.IsEmpty || IsNothing(arguments[0].Value),
        IInvocationOperation { TargetMethod: { Name: "FromResult" }, Arguments: { Length: 1 } arguments } => IsNothing(arguments[0].Value),
        _ => false,
    };
}
