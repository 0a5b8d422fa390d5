using System.Text.RegularExpressions;
using Kimi.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Finds rewards that accept a wrong answer since they read only a part of it: a number that begins like the right one, a word that its own negation
/// contains, a number of which a greedy dot has taken all digits but the last.
/// </summary>
internal sealed class WholeAnswerRule() : TeamCodeRule(Descriptors.PartOfAnAnswer)
{
    private static readonly Dictionary<string, string> _denied = new(StringComparer.OrdinalIgnoreCase)
    {
        ["correct"] = "incorrect",
        ["valid"] = "invalid",
        ["accurate"] = "inaccurate",
        ["consistent"] = "inconsistent",
        ["acceptable"] = "unacceptable",
    };

    private static readonly HashSet<string> _comparing = new(StringComparer.Ordinal)
    {
        "Contains", "StartsWith", "EndsWith", "IndexOf", "LastIndexOf", "Equals", "Replace", "IsMatch", "Split",
    };

    // A dot that takes all it can, right before digits of which one is enough.
    private static readonly Regex _greedy = new(
        @"((?<!\\)\.|\[\\s\\S\]|\[\\S\\s\])[*+](?![?+])\((\?<\w+>)?([-+]\??|\[[-+\\]+\]\??)?(\\d|\[0-9[^\]]*\])[+*]", RegexOptions.CultureInvariant);

    public override Roles About => Roles.Reward | Roles.Environment;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) => Beginnings(body).Concat(Words(body)).Concat(Digits(body));

    private static IEnumerable<(Location Place, string Sentence)> Beginnings(TeamBody body)
    {
        var calls = body.Operations.OfType<IInvocationOperation>().Where(call => IsOfText(call, "StartsWith")
                && References.IsAnswer(call.Arguments[0].Value, body) && !call.Arguments.Any(argument => argument.Syntax.ToString().EndsWith("IgnoreCase")))
            .ToList();
        if (calls.Count == 0 || body.Operations.Any(operation => IsLengthOfReference(operation, body))
            || (body.Root.SemanticModel is { } model && AnswerWords.AreApart(body.TypeName, model.Compilation)))
            return [];
        var written = new WrittenText(body);
        return from call in calls
               where written.IsIn(call.Instance!) && !EarnsAPart(call)
               select (
                   call.Syntax.GetLocation(),
                   $"{body.TypeName} accepts any answer that starts with {call.Arguments[0].Value.Syntax}, as 42 does where 4 is right: "
                   + "compare the two with ==");
    }

    // What it decides on is a number that is not taken for right.
    private static bool EarnsAPart(IInvocationOperation call)
    {
        for (var (inner, outer) = ((IOperation)call, call.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalOperation choice && inner == choice.Condition)
                return choice.WhenTrue.DescendantsAndSelf().Select(ConstantNumber.Of).OfType<double>().ToList() is { Count: > 0 } earned
                    && earned.All(number => number <= 0.5);
            if (outer is not IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and not IParenthesizedOperation)
                return false;
        }

        return false;
    }

    private static IEnumerable<(Location Place, string Sentence)> Words(TeamBody body)
    {
        var asked = body.Operations.OfType<IInvocationOperation>()
            .Select(call => (Call: call, Word: (IsOfText(call, "Contains", "IndexOf", "LastIndexOf")
                ? call.Arguments[0].Value.ConstantValue.Value as string
                : Patterns.Search(call)?.Pattern)?.TrimEnd()))
            .Where(each => each.Word is not null && _denied.ContainsKey(each.Word) && !IsPlace(each.Call, body)).ToList();
        return from each in asked
               let denied = _denied[each.Word!]
               where !body.Operations.Any(operation => operation.ConstantValue.Value is string other
                   && other.IndexOf(denied, StringComparison.OrdinalIgnoreCase) >= 0 && IsCompared(operation))
               select (
                   each.Call.Syntax.GetLocation(),
                   $"{body.TypeName} looks for \"{each.Word}\", which \"{denied}\" contains too: look for that first, or compare the whole word");
    }

    // Of a key, behind which the verdict stands.
    private static bool IsPlace(IInvocationOperation call, TeamBody body) => call.TargetMethod.Name is "IndexOf" or "LastIndexOf"
        && call.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var place } }
        && body.Operations.OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, place)
            && IsOfACut(use));

    private static bool IsOfACut(IOperation place)
    {
        var outer = place.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IBinaryOperation { Type.SpecialType: SpecialType.System_Int32 })
            outer = outer.Parent;
        return outer is IRangeOperation or IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Substring" or "AsSpan" or "IndexOf" } };
    }

    private static IEnumerable<(Location Place, string Sentence)> Digits(TeamBody body) =>
        from operation in body.Operations
        let used = Patterns.Of(operation)
        where used is not null && operation is not IInvocationOperation { TargetMethod.Name: "IsMatch" or "Count" }
            && !used.Value.Options.Contains(nameof(RegexOptions.RightToLeft)) && _greedy.IsMatch(used.Value.Pattern)
        select (
            operation.Syntax.GetLocation(),
            $"{body.TypeName} reads a number by {Kimi.Shared.VisibleText.Line(used!.Value.Pattern)}, whose dot takes all digits but the last: "
            + "make it lazy, as in .*?, or match the number alone");

    private static bool IsOfText(IInvocationOperation call, params string[] names) =>
        call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String && call.Instance is not null && call.Arguments.Length > 0
        && names.Contains(call.TargetMethod.Name);

    // Searched, or compared by an operator or a pattern; not what a judge is asked.
    private static bool IsCompared(IOperation text)
    {
        var outer = text.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation)
            outer = outer.Parent;
        return outer switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } =>
                _comparing.Contains(call.TargetMethod.Name) && TeamCode.IsOfThePlatform(call.TargetMethod.ContainingType),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } or IConstantPatternOperation => true,
            _ => false,
        };
    }

    // Whoever looks at how long it is has thought of what follows.
    private static bool IsLengthOfReference(IOperation operation, TeamBody body) => operation is IPropertyReferenceOperation
    {
        Property: { Name: "Length", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text,
    } && References.IsAnswer(text, body);
}
