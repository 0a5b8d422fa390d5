using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether products and sums of options lie within others, as an attribute's class declares it: KIMI5007.</summary>
internal static class BoundRules
{
    /// <summary>Finds what is wrong. A relation with a value that is not known, or among defaults alone, is not checked.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from problem in part.Declaration.Products.Select(product => Product(stage, part, product))
            .Concat(part.Declaration.Sums.Select(sum => Sum(stage, part, sum)))
        where problem is not null
        select problem;

    private static Finding? Product(CheckedStage stage, CheckedPart part, DeclaredAttribute relation)
    {
        var (left, right) = (Operands.FindAll(stage, part, relation.List(0)), Operands.FindAll(stage, part, relation.List(1)));
        if (left is null || right is null)
            return null;
        var added = relation.Number("AddedToLast");
        var product = left.Aggregate(1.0, (all, one) => all * Operands.Number(one.Value)!.Value);
        var limit = right.Select((one, i) => Operands.Number(one.Value)!.Value + (i == right.Count - 1 ? added : 0)).Aggregate(1.0, (all, one) => all * one);
        return product <= limit || (limit == 0 && relation.Flag("ZeroIsNoLimit", otherwise: false)) || !left.Concat(right).Any(one => one.Value.IsGiven)
            ? null
            : Told(part, left, right, relation, $"{Written(left, 0)} is {Text(product)}, above {Written(right, added)}, {Text(limit)}");
    }

    private static Finding? Sum(CheckedStage stage, CheckedPart part, DeclaredAttribute relation)
    {
        var name = (string)relation.Arguments[1]!;
        var (left, right) = (Operands.FindAll(stage, part, relation.List(0)), Operands.FindAll(stage, part, [name]));
        if (left is null || right is null)
            return null;
        var limit = Operands.Number(right[0].Value)!.Value;
        var shares = relation.Texts("Shares");
        var terms = left.Select(one => Operands.Number(one.Value)!.Value * (shares.Contains(one.Name) ? limit : 1)).ToList();
        var sum = terms.Sum();
        // A term above the limit is another rule's, and a share that is all of it, such as a decay from the first step, means to overlap the others.
        var isFull = left.Zip(terms, (one, term) => shares.Contains(one.Name) ? term >= limit : term > limit).Any(fills => fills);
        return sum <= limit * (1 + relation.Number("Tolerance")) || isFull || !left.Any(one => one.Value.IsGiven)
            ? null
            : Told(part, left, right, relation,
                $"{string.Join(" + ", left.Select(one => shares.Contains(one.Name) ? $"{one.Name} × {name}" : one.Name))} is {Text(sum)}, above {name}, "
                + Text(limit));
    }

    private static Finding Told(
        CheckedPart part, IReadOnlyList<(string Name, OptionValue Value)> left, IReadOnlyList<(string Name, OptionValue Value)> right,
        DeclaredAttribute relation, string sentence)
    {
        // A value of the part itself is nearer to the mistake than one of its stage.
        var values = left.Concat(right).Select(one => one.Value).OrderByDescending(value => part.Values.Any(own => own.Value == value)).ToList();
        var limits = Words.List([.. right.Select(one => one.Name)], "or");
        return new(
            Ids.Bound,
            Operands.Place(part, values),
            $"[{part.Label}]: {sentence}, so {relation.Text("Because", "the two contradict each other")}: "
            + $"lower {Words.List([.. left.Select(one => one.Name)], "or")}, or raise {limits}")
        {
            Causes = [.. values.Select(value => value.Mark)],
        };
    }

    private static string Written(IReadOnlyList<(string Name, OptionValue Value)> factors, double added) =>
        string.Join(" × ", factors.Select((one, i) => added != 0 && i == factors.Count - 1 ? $"({one.Name} + {Text(added)})" : one.Name));

    private static string Text(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
