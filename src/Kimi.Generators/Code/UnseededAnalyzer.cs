using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>Reports randomness that no seed repeats, and clocks, in code that decides what is trained on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnseededAnalyzer() : TeamCodeAnalyzer(Descriptors.Unseeded)
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

    private protected override Roles About =>
        Roles.Reward | Roles.Penalty | Roles.Sampler | Roles.Environment | Roles.Other | Roles.Source | Roles.Transform;

    private protected override IEnumerable<(Location Place, string Sentence)> Check(ISymbol owner, Roles roles, IOperation body)
    {
        // What a program takes is measured in rewards and environments; elsewhere, time decides nothing.
        var timesAreWrong = (roles & (Roles.Reward | Roles.Environment)) == 0;
        foreach (var operation in body.Descendants())
        {
            if (What(operation, timesAreWrong) is not { } what)
                continue;
            var remedy = what.IsClock ? "take it from the problem or an option" : "take a random generator that is given, or derive one from a seed";
            yield return (
                operation.Syntax.GetLocation(),
                $"{(roles == Roles.Transform ? owner.Name : owner.ContainingType.Name)} uses {what.Name}, which gives another value in every run, "
                + $"so no run repeats: {remedy}");
        }
    }

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
