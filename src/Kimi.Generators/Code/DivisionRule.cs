using Kimi.Generators.Diagnostics;
using Kimi.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kimi.Generators.Code;

/// <summary>
/// Reports divisions of whole numbers that then count as numbers with a fraction, which they have lost, divisions by the attempts at a problem, of which
/// there are none at first, divisions by a spread or a number of matches that is 0 where all are equal or none fits, by the reference or the best of a group
/// that may be 0, those of a tool by what a policy gives, and those of a source by a draw of 0.
/// </summary>
internal sealed class DivisionRule() : TeamCodeRule(Descriptors.Division)
{
    private static readonly HashSet<string> _shares = new(StringComparer.Ordinal) { "Cos", "Sin", "Exp", "Pow", "Sqrt", "Tanh", "Lerp" };

    private static readonly string[] _limits = ["Max", "Longest", "Limit", "Budget", "Most"];

    public override Roles About => Roles.Reward | Roles.Penalty | Roles.Sampler | Roles.Tools | Roles.Source;

    public override IEnumerable<(Location Place, string Sentence)> Check(TeamBody body) =>
        from division in body.Operations.OfType<IBinaryOperation>()
        where division.OperatorKind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder
        let sentence = body.Roles == Roles.Tools ? OfTool(division, body)
            : body.Roles == Roles.Source ? OfSource(division, body) : OfScore(division, body)
        where sentence is not null
        select (division.Syntax.GetLocation(), sentence);

    // Of numbers with a fraction, the result is no number, which a policy can read.
    private static string? OfTool(IBinaryOperation division, TeamBody body) =>
        (IsWhole(division.Type) || division.Type?.SpecialType == SpecialType.System_Decimal)
        && body.Origin(division.RightOperand) is IParameterReferenceOperation { Parameter: var divisor } && !IsCompared(body, division.RightOperand)
        && body.IsAlways(division) && !TeamCode.TellsFaults(division)
            ? $"{body.TypeName} divides by '{divisor.Name}', for which a policy may pass 0, and that throws, which counts as a fault of the response: "
                + $"return what is wrong where {divisor.Name} is 0"
            : null;

    private static string? OfSource(IBinaryOperation division, TeamBody body) => IsWhole(division.Type)
        && body.Origin(division.RightOperand) is IInvocationOperation { TargetMethod: { Name: "Next", ContainingType.Name: "Random" }, Arguments: var bounds }
        && (bounds.Length == 1 || (bounds.Length == 2 && bounds[0].Value.ConstantValue.Value is 0)) && !IsCompared(body, division.RightOperand)
            ? $"{body.TypeName} divides by {division.RightOperand.Syntax}, which may be drawn as 0, and that throws: draw from 1 on"
            : null;

    private static string? OfScore(IBinaryOperation division, TeamBody body)
    {
        if (division.OperatorKind == BinaryOperatorKind.Remainder)
            return null;
        var (left, right) = (division.LeftOperand.Syntax.ToString(), division.RightOperand.Syntax.ToString());
        if (Attempts.IsNumber(division.RightOperand, body) && !IsGuarded(body))
        {
            return $"{body.TypeName} divides by {right}, which is 0 until the problem was tried, so the first iteration fails: "
                + $"give problems without attempts a weight of their own, such as by {right} == 0 ? 1 : …";
        }

        if (!IsWhole(division.Type))
        {
            return MayBeNothing(division, body) is { } why && !IsCompared(body, division.RightOperand) && !IsComparedBefore(division.RightOperand, body)
                ? $"{body.TypeName} divides by {right}, which is 0 {why}, and the score is no number then: say what holds in that case, "
                    + $"such as by {right} == 0 ? 0 : …"
                : null;
        }

        return (LosesItsFraction(division) || IsAShareInAVariable(division, body)) && (!division.RightOperand.ConstantValue.HasValue || IsAShare(division))
            && !IsAStep(division)
            ? $"{body.TypeName} divides {left} by {right} as whole numbers, which leaves no fraction: write (double){Grouped(division.LeftOperand, left)}"
            : null;
    }

    // A deviation, the difference of a most and a least, a number of what fits a condition.
    private static string? MayBeNothing(IBinaryOperation division, TeamBody body) => body.Origin(division.RightOperand) switch
    {
        IInvocationOperation { TargetMethod: { Name: "Sqrt", ContainingType.Name: "Math" }, Arguments: { Length: 1 } squares }
            when IsSpread(squares[0].Value, body) => "where all are equal",
        IInvocationOperation { TargetMethod: { Name: "Count" or "LongCount", ContainingType.Name: "Enumerable" }, Arguments.Length: > 1 } => "where none fits",
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference
            when IsExtreme(difference.LeftOperand, "Max", body) && IsExtreme(difference.RightOperand, "Min", body) => "where all are equal",
        _ => PossibleZeros.Of(division.RightOperand, body),
    };

    // A whole number counts something, and what a constant keeps above 0 is never 0.
    private static bool IsSpread(IOperation squares, TeamBody body) => body.Origin(squares) switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => !IsAboveZero(sum.LeftOperand) && !IsAboveZero(sum.RightOperand),
        IInvocationOperation { TargetMethod: { Name: "Max" or "Clamp", ContainingType.Name: "Math" }, Arguments: var limits } =>
            !limits.Any(limit => IsAboveZero(limit.Value)),
        var number => !IsWhole(number.Type),
    };

    private static bool IsAboveZero(IOperation value) => ConstantNumber.Of(value) > 0;

    private static bool IsExtreme(IOperation value, string name, TeamBody body) =>
        body.Origin(value) is IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" } method } && method.Name == name;

    // Whoever compares the divisor, or what it is made of, with anything has thought of it.
    private static bool IsCompared(TeamBody body, IOperation divisor)
    {
        var names = new HashSet<string>(Names(divisor), StringComparer.Ordinal);
        return body.Operations.Any(operation => operation switch
        {
            IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } comparison => Names(comparison).Any(names.Contains),
            IIsPatternOperation pattern => Names(pattern.Value).Any(names.Contains),
            ISwitchExpressionOperation choice => Names(choice.Value).Any(names.Contains),
            _ => false,
        });
    }

    // By the list that it is made of, by the text that it is read from, by whether the result is a number, or by the only caller.
    private static bool IsComparedBefore(IOperation divisor, TeamBody body)
    {
        var parts = body.Ingredients(divisor).ToList();
        var lists = new HashSet<string>(
            parts.Where(part => part is ILocalReferenceOperation or IParameterReferenceOperation
            {
                Parameter.ContainingSymbol: not IMethodSymbol
                {
                    MethodKind: MethodKind.AnonymousFunction,
                }
            } && IsList(part.Type)).SelectMany(Names),
            StringComparer.Ordinal);
        return body.Operations.Any(operation => operation switch
        {
            IInvocationOperation { TargetMethod.Name: "IsNaN" or "IsFinite" or "IsNormal" } => true,
            IInvocationOperation { TargetMethod: { Name: "All" or "Any", ContainingType.Name: "Enumerable" } } call => Names(call).Any(lists.Contains),
            IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } comparison =>
                (comparison.LeftOperand.ConstantValue.HasValue || comparison.RightOperand.ConstantValue.HasValue)
                && (References.IsAnswer(comparison.LeftOperand, body) || References.IsAnswer(comparison.RightOperand, body)
                    || Names(comparison).Any(lists.Contains)),
            _ => false,
        }) || (Magnitude(divisor) is IParameterReferenceOperation { Parameter: var parameter } && body.Given(parameter) is { } given
            && IsComparedByCaller(given));
    }

    private static bool IsList(ITypeSymbol? type) => type is IArrayTypeSymbol
        || type is { SpecialType: not SpecialType.System_String } && type.AllInterfaces.Any(contract => contract.Name == "IEnumerable");

    private static IOperation Magnitude(IOperation value)
    {
        while (value is IConversionOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "Abs", Arguments.Length: 1 })
        {
            value = value switch
            {
                IConversionOperation conversion => conversion.Operand,
                IParenthesizedOperation inner => inner.Operand,
                var call => ((IInvocationOperation)call).Arguments[0].Value,
            };
        }

        return value;
    }

    private static bool IsComparedByCaller(IOperation given)
    {
        var names = new HashSet<string>(Names(given), StringComparer.Ordinal);
        var outermost = given;
        while (outermost.Parent is { } outer)
            outermost = outer;
        return outermost.Descendants().Any(operation =>
            operation is IBinaryOperation { Type.SpecialType: SpecialType.System_Boolean } or IIsPatternOperation && Names(operation).Any(names.Contains));
    }

    private static IEnumerable<string> Names(IOperation value) => value.DescendantsAndSelf().Select(part => part switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        _ => null,
    }).OfType<string>();

    // Up through sums and products, to where C# itself makes a number with a fraction of it.
    private static bool LosesItsFraction(IOperation division)
    {
        var outer = division.Parent;
        while (outer is IParenthesizedOperation or IConditionalOperation
            or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply })
            outer = outer.Parent;
        return outer is IConversionOperation { IsImplicit: true, Type.SpecialType: SpecialType.System_Double or SpecialType.System_Single };
    }

    // One of so many steps, which are then a share again: x * steps / most, by steps.
    private static bool IsAStep(IBinaryOperation division)
    {
        if (division.LeftOperand is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } scaled)
            return false;
        string[] factors = [scaled.LeftOperand.Syntax.ToString(), scaled.RightOperand.Syntax.ToString()];
        for (var outer = division.Parent; outer is IConversionOperation or IParenthesizedOperation or IBinaryOperation; outer = outer.Parent)
        {
            if (outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, RightOperand: var by } && factors.Contains(by.Syntax.ToString()))
                return true;
        }

        return false;
    }

    // Some of what there is by all of it, kept as a whole number and then counted as one with a fraction.
    private static bool IsAShareInAVariable(IBinaryOperation division, TeamBody body) =>
        division.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var share } } && Sums.IsCount(division.LeftOperand)
        && division.LeftOperand is IInvocationOperation { Arguments: { Length: > 1 } arguments } && division.RightOperand is IPropertyReferenceOperation
        {
            Instance: { } all,
        } && arguments[0].Value.DescendantsAndSelf().Any(part => part.Syntax.ToString() == all.Syntax.ToString())
        && body.Operations.OfType<ILocalReferenceOperation>().Any(use => SymbolEqualityComparer.Default.Equals(use.Local, share)
            && use.Parent is IConversionOperation { IsImplicit: true, Type.SpecialType: SpecialType.System_Double });

    // Steps of a constant may be meant; what an angle, an exponent or 1 is given are shares.
    private static bool IsAShare(IBinaryOperation division)
    {
        if (division.RightOperand.Syntax.ToString() is var limit && _limits.Any(word => limit.Contains(word)))
            return true;
        for (IOperation inner = division; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference when difference.RightOperand == inner
                    && inner is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply }
                    && difference.LeftOperand.ConstantValue is { HasValue: true, Value: 1 or 1.0 }:
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product
                    when product.LeftOperand.Syntax.ToString() == "Math.PI" || product.RightOperand.Syntax.ToString() == "Math.PI":
                    return true;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Pow" } } when IsOfIterations(division):
                    return false;
                case IArgumentOperation { Parent: IInvocationOperation call }:
                    return _shares.Contains(call.TargetMethod.Name) && TeamCode.IsOfThePlatform(call.TargetMethod.ContainingType);
                case IConversionOperation or IParenthesizedOperation or IBinaryOperation:
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    // A rate that falls in steps of so many iterations.
    private static bool IsOfIterations(IBinaryOperation division) =>
        division.LeftOperand is IPropertyReferenceOperation { Property: { Name: "Iteration", ContainingType.Name: "TrainingProgress" } };

    // Whoever compares the attempts with anything has thought of it.
    private static bool IsGuarded(TeamBody body) => body.Operations.Any(operation => operation switch
    {
        IBinaryOperation comparison => comparison.OperatorKind is not (BinaryOperatorKind.Divide or BinaryOperatorKind.Multiply or BinaryOperatorKind.Subtract)
            && comparison.Type?.SpecialType == SpecialType.System_Boolean && comparison.Descendants().Any(part => Attempts.IsNumber(part, body)),
        IIsPatternOperation pattern => IsOfHistory(pattern.Value, body),
        ISwitchExpressionOperation choice => IsOfHistory(choice.Value, body),
        ISwitchOperation choice => IsOfHistory(choice.Value, body),
        IInvocationOperation { Type.SpecialType: SpecialType.System_Boolean } helper => helper.Arguments.Any(argument => IsOfHistory(argument.Value, body)),
        _ => false,
    });

    private static bool IsOfHistory(IOperation value, TeamBody body) =>
        value.DescendantsAndSelf().Any(part => part.Type is INamedTypeSymbol type && type.IsDsl("ProblemHistory") || Attempts.IsNumber(part, body));

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32
        or SpecialType.System_Int16 or SpecialType.System_Byte or SpecialType.System_UInt64;

    private static string Grouped(IOperation operand, string text) => operand is IBinaryOperation or IConditionalOperation ? $"({text})" : text;
}
