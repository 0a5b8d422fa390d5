using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Finds randomness that no seed repeats, and clocks, in code that decides what is trained on.</summary>
internal sealed class UnseededRule() : TeamCodeRule(Descriptors.Unseeded)
{
    private static readonly HashSet<string> _random = new(StringComparer.Ordinal)
    {
        "Random.Shared", "Guid.NewGuid", "Guid.CreateVersion7", "Path.GetRandomFileName", "Path.GetTempFileName",
    };

    private static readonly HashSet<string> _clocks = new(StringComparer.Ordinal)
    {
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Environment.TickCount", "Environment.TickCount64",
    };

    private static readonly HashSet<string> _timers = new(StringComparer.Ordinal)
    {
        "Stopwatch.StartNew", "Stopwatch.GetTimestamp", "Stopwatch.GetElapsedTime", "Stopwatch.Elapsed", "Stopwatch.ElapsedMilliseconds",
        "Stopwatch.ElapsedTicks",
    };

    public override Roles About =>
        Roles.Reward | Roles.Penalty | Roles.Sampler | Roles.Environment | Roles.Tools | Roles.Other | Roles.Source | Roles.Transform | Roles.Stage;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body)
    {
        // A stage of a team's own may well measure and log times.
        var isStage = body.Roles == Roles.Stage;
        // What a program takes is measured in rewards and environments; elsewhere, time decides nothing.
        var timesAreWrong = (body.Roles & (Roles.Reward | Roles.Environment | Roles.Tools)) == 0;
        var name = body.Roles == Roles.Transform ? body.Owner.Name : body.TypeName;
        foreach (var operation in body.Operations)
        {
            if ((FixedSeed(operation, body) ?? FieldWithSeed(operation, body)) is { } seed)
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{body.TypeName} draws from {seed}, whatever the seed of the recipe is, so every seed gives the same: take the generator that is given");
            }

            if ((body.Roles & (Roles.Source | Roles.Transform)) != 0 && IsWithoutOrder(operation) && !body.Operations.Any(IsOrdering))
            {
                yield return (
                    operation.Syntax.GetLocation(),
                    $"{name} collects what runs in parallel as it comes, which is in another order in every run, so no run repeats: "
                    + "add AsOrdered(), or put it in order afterwards");
            }

            if (What(operation, timesAreWrong) is not { } what || (isStage && what.IsClock)
                || (!timesAreWrong && (IsName(operation, body) || PausedByTheClock.Is(operation, body))))
                continue;
            var remedy = what.IsClock ? "take it from the problem or an option" : "take a random generator that is given, or derive one from a seed";
            yield return (
                operation.Syntax.GetLocation(),
                $"{name} uses {what.Name}, which gives another value in every run, "
                + $"so no run repeats: {remedy}");
        }
    }

    // A name of a file, a folder or a request that no other call has, of which nothing else is made.
    private static bool IsName(IOperation operation, TeamBody body, bool isOfAVariable = false)
    {
        var (inner, outer) = (operation, operation.Parent);
        while (outer is IConversionOperation or IInterpolationOperation or IInterpolatedStringOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }
            || outer is IInvocationOperation { TargetMethod.Name: "ToString" } text && text.Instance == inner)
            (inner, outer) = (outer, outer.Parent);
        return outer switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: var name, ContainingType: { Name: var type } owner } } } =>
                (type == "Path" || type.EndsWith("Headers", StringComparison.Ordinal)) && TeamCode.IsOfThePlatform(owner) && name is not "GetFileName",
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when !isOfAVariable =>
                body.Operations.OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local)).ToList()
                    is { Count: > 0 } uses && uses.All(use => IsName(use, body, isOfAVariable: true)),
            _ => false,
        };
    }

    private static bool IsWithoutOrder(IOperation operation) => operation is
        IInvocationOperation { TargetMethod: { Name: "AsParallel", ContainingType.Name: "ParallelEnumerable" } }
        or IObjectCreationOperation { Type.Name: "ConcurrentBag" };

    private static bool IsOrdering(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "AsOrdered" or "Order" or "OrderDescending" or "OrderBy" or "OrderByDescending" or "Sort" };

    // One that a source keeps and draws from, and leaves what it is given alone.
    private static string? FieldWithSeed(IOperation operation, TeamBody body) =>
        operation is IObjectCreationOperation { Type: { Name: "Random", ContainingNamespace.Name: "System" }, Arguments: { Length: 1 } arguments }
        && arguments[0].Value.ConstantValue.HasValue && (body.Roles & Roles.Source) != 0
        && body.Owner is IFieldSymbol { Name: var name, ContainingType: { } type } && Draws(type) is { } method
        && method.DescendantNodes().OfType<IdentifierNameSyntax>().Select(each => each.Identifier.ValueText).ToList() is var names
        && names.Contains(name) && !names.Contains(method.ParameterList.Parameters.Last().Identifier.ValueText)
            ? operation.Syntax.ToString()
            : null;

    private static MethodDeclarationSyntax? Draws(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .SelectMany(reference => (reference.GetSyntax() as TypeDeclarationSyntax)?.Members ?? default)
        .OfType<MethodDeclarationSyntax>().FirstOrDefault(method =>
            method.Identifier.ValueText is "Problems" or "Respond" or "Documents" or "Critique"
            && method.ParameterList.Parameters.LastOrDefault()?.Type?.ToString() is "Random" or "System.Random");

    // A generator with a constant for a seed, and nothing taken of the one that the method is given.
    private static string? FixedSeed(IOperation operation, TeamBody body) =>
        operation is IObjectCreationOperation { Type: { Name: "Random", ContainingNamespace.Name: "System" }, Arguments: { Length: 1 } arguments }
        && arguments[0].Value.ConstantValue.HasValue && (body.Roles & Roles.Source) != 0
        && body.Owner is IMethodSymbol method && method.Parameters.FirstOrDefault(parameter => parameter.Type.Name == "Random") is { } given
        && !body.Operations.OfType<IParameterReferenceOperation>().Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, given))
            ? operation.Syntax.ToString()
            : null;

    private static (string Name, bool IsClock)? What(IOperation operation, bool timesAreWrong)
    {
        switch (operation)
        {
            case IObjectCreationOperation { Type: { Name: "Random", ContainingNamespace.Name: "System" }, Arguments.Length: 0 }:
                return ("new Random()", false);
            case IInvocationOperation { TargetMethod: { Name: "GetHashCode" } method, Instance.Type.SpecialType: SpecialType.System_String }:
                return ("string.GetHashCode", false);
            case IInvocationOperation { TargetMethod: { ContainingType: { Name: "HashCode" or "RandomNumberGenerator" } } method }:
                return (TeamCode.Name(method), false);
            case IInvocationOperation call:
                return Of(call.TargetMethod, timesAreWrong);
            case IPropertyReferenceOperation property:
                return Of(property.Property, timesAreWrong);
            default:
                return null;
        }
    }

    private static (string Name, bool IsClock)? Of(ISymbol member, bool timesAreWrong)
    {
        if (!TeamCode.IsOfThePlatform(member.ContainingType))
            return null;
        var name = TeamCode.Name(member);
        if (_random.Contains(name))
            return (name, false);
        return _clocks.Contains(name) || (timesAreWrong && _timers.Contains(name)) ? (name, true) : null;
    }
}
