using System.Globalization;
using System.Text;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Puzzles;

/// <summary>Pages of arithmetic, as a child writes them: steps modulo 10, or ordinary ones under the letter of countdowns.</summary>
[ImplementationVersion(1)]
public sealed class ArithmeticFacts : IDocumentSource
{
    private const int FactsOnAPage = 12;
    private const int LargestResult = 30;
    private const string Signs = "+-*";

    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
            yield return random.Next(3) == 0 ? Ordinary(random) : Modular(random);
    }

    private static Document Modular(Random random) => Page("", random, () =>
    {
        var (left, sign, right) = (random.Next(Chain.Modulus), Signs[random.Next(Signs.Length)], random.Next(Chain.Modulus));
        return (left, sign, right, Chain.Apply(left, sign, right));
    });

    private static Document Ordinary(Random random) => Page($"{Countdown.Letter}", random, () =>
    {
        while (true)
        {
            var (left, sign, right) = (random.Next(LargestResult), Signs[random.Next(Signs.Length)], random.Next(1, 6));
            if (Countdown.Apply(left, sign, right) is >= 0 and <= LargestResult and var result)
                return (left, sign, right, result);
        }
    });

    private static Document Page(string heading, Random random, Func<(int Left, char Sign, int Right, int Result)> fact)
    {
        var text = new StringBuilder(heading);
        for (var i = random.Next(1, FactsOnAPage); i >= 0; i--)
        {
            var (left, sign, right, result) = fact();
            text.Append(CultureInfo.InvariantCulture, $"{left}{sign}{right}={result};");
        }

        return new(text.ToString()) { Domain = "arithmetic" };
    }
}
