using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards that look for a marker which the demonstrations of the policy never write. Of a source that takes texts from elsewhere, nothing is known.
/// </summary>
internal sealed class UntaughtFormRule() : TeamTypeRule(Descriptors.JudgedOtherwise)
{
    private static readonly HashSet<string> _known = new(StringComparer.Ordinal) { "Prompt", "Answer", "Id", "Level" };

    private static readonly HashSet<string> _platform = new(StringComparer.Ordinal)
    {
        "String", "Math", "Enumerable", "CultureInfo", "StringComparison", "Char", "Int32", "Double", "Convert", "BigInteger", "System", "Array",
    };

    /// <inheritdoc/>
    public override IEnumerable<(Location Place, string Sentence)> CheckUse(
        IMethodSymbol method, AttributeData use, Location place, Compilation compilation, CancellationToken cancellationToken)
    {
        if (Marker(use, method) is { Length: > 0 } marker && Taught(method) is { } taught && Writes(taught.Source, cancellationToken) is { } text
            && text.IndexOf(marker, StringComparison.Ordinal) < 0)
        {
            yield return (
                place,
                $"stage '{method.Name}' looks for the answer after '{marker}', which no demonstration of stage '{taught.Stage}' has: "
                + $"have {taught.Source.Name} write '{marker}' before the answer, or look for what it does write");
        }
    }

    // As given, or on the class, or by default.
    private static string? Marker(AttributeData reward, IMethodSymbol stage)
    {
        if (!AttributeParser.IsComponent(reward))
            return null;
        var option = reward.AttributeClass.SelfAndBases().SelectMany(type => type.GetMembers().OfType<IPropertySymbol>())
            .FirstOrDefault(property => property.Type.SpecialType == SpecialType.System_String && Has(property, "AnswerFormAttribute"));
        if (option is null)
            return null;
        var given = stage.ContainingType.SelfAndBases().SelectMany(type => type.GetAttributes())
            .Where(attribute => SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, reward.AttributeClass))
            .Prepend(reward)
            .SelectMany(attribute => attribute.NamedArguments)
            .FirstOrDefault(argument => argument.Key == option.Name);
        return given.Key is null
            ? option.GetAttributes().FirstOrDefault(declared => declared.AttributeClass is { Name: "DefaultValueAttribute" })
                ?.ConstructorArguments.FirstOrDefault().Value as string
            : given.Value.Value as string;
    }

    // The source of the demonstrations that a policy was fine-tuned on last, before this stage or those of reinforcement learning that it goes on from.
    private static (string Stage, INamedTypeSymbol Source)? Taught(IMethodSymbol stage)
    {
        var current = stage;
        do
        {
            var policies = current.Parameters.Where(parameter => parameter.Type.IsDsl("Policy")).ToList();
            if (policies.Count != 1 || StageOf(policies[0], stage.ContainingType) is not { } before || before.Equals(current, SymbolEqualityComparer.Default))
                return null;
            current = before;
        }
        while (Has(current, "ReinforceAttribute"));
        var demonstrations = Has(current, "FineTuneAttribute") ? current.Parameters.Where(parameter => parameter.Type.IsDsl("Demonstrations")).ToList() : [];
        if (demonstrations.Count != 1 || StageOf(demonstrations[0], stage.ContainingType) is not { } traces)
            return null;
        var source = TeamCode.ComponentsOf(traces)
            .FirstOrDefault(component => component.AllInterfaces.Any(contract => contract.Name == "IDemonstrationSource"));
        return source is null ? null : (traces.Name, source);
    }

    private static bool Has(ISymbol symbol, string attribute) => symbol.GetAttributes().Any(each => each.AttributeClass.DerivesFromDsl(attribute));

    private static IMethodSymbol? StageOf(IParameterSymbol input, INamedTypeSymbol recipe)
    {
        var from = input.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.IsDsl("FromAttribute"));
        var name = from?.ConstructorArguments.FirstOrDefault().Value as string ?? input.Name;
        return recipe.SelfAndBases().SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .FirstOrDefault(method => string.Equals(method.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    // All constant texts of a class, one after another; null where it may have others from elsewhere: from what it is given, from other classes, or from
    // what a problem has beside its answer.
    private static string? Writes(INamedTypeSymbol source, CancellationToken cancellationToken)
    {
        if (source.BaseType?.SpecialType != SpecialType.System_Object || source.DeclaringSyntaxReferences.Length != 1
            || source.InstanceConstructors.Any(constructor => constructor.Parameters.Length > 0))
            return null;
        var declaration = source.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken);
        var respond = declaration.DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.ValueText == "Respond");
        if (respond?.ParameterList.Parameters.FirstOrDefault()?.Identifier.ValueText is not { } problem)
            return null;
        var isClosed = declaration.DescendantNodes().OfType<IdentifierNameSyntax>().All(name =>
            name.Identifier.ValueText == problem ? IsKnown(name) : name.Parent is not MemberAccessExpressionSyntax access || access.Expression != name
                || !char.IsUpper(name.Identifier.ValueText[0]) || _platform.Contains(name.Identifier.ValueText));
        // One that is not written yet says nothing of a problem.
        return isClosed && respond.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == problem)
            ? string.Concat(declaration.DescendantTokens().Where(IsText).Select(token => token.ValueText))
            : null;
    }

    private static bool IsKnown(IdentifierNameSyntax problem) => problem.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access
        && access.Expression == problem && _known.Contains(member);

    private static bool IsText(SyntaxToken token) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
}
