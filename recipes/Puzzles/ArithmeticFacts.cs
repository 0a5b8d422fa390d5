using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Kimi.Dsl;
using Kimi.Recipes.Chains;

namespace Kimi.Recipes.Puzzles;

/// <summary>Pages of arithmetic, as a child writes them: steps modulo 10, or ordinary ones under the letter of countdowns.</summary>
public sealed class ArithmeticFactsAttribute : DocumentsAttribute<ArithmeticFacts>
{
    /// <summary>The fewest facts on a page. Default: 2.</summary>
    [Range(1, 100_000)]
    [DefaultValue(2)]
    [AtMost(nameof(MaxFacts), Because = "no page could have so few and so many")]
    public int MinFacts { get; set; } = 2;

    /// <summary>The most facts on a page. Default: 12.</summary>
    [Range(1, 100_000)]
    [DefaultValue(12)]
    public int MaxFacts { get; set; } = 12;
}

/// <summary>Writes the pages.</summary>
/// <param name="options">How long they are.</param>
[ImplementationVersion(1)]
public sealed class ArithmeticFacts(ArithmeticFactsAttribute options) : IDocumentSource
{
    private const int LargestResult = 30;
    private const string Signs = "+-*";

    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
            yield return random.Next(3) == 0 ? Ordinary(random) : Modular(random);
    }

    private Document Modular(Random random) => Page("", random, () =>
    {
        var (left, sign, right) = (random.Next(Chain.Modulus), Signs[random.Next(Signs.Length)], random.Next(Chain.Modulus));
        return (left, sign, right, Chain.Apply(left, sign, right));
    });

    private Document Ordinary(Random random) => Page($"{Countdown.Letter}", random, () =>
    {
        while (true)
        {
            var (left, sign, right) = (random.Next(LargestResult), Signs[random.Next(Signs.Length)], random.Next(1, 6));
            if (Countdown.Apply(left, sign, right) is >= 0 and <= LargestResult and var result)
                return (left, sign, right, result);
        }
    });

    private Document Page(string heading, Random random, Func<(int Left, char Sign, int Right, int Result)> fact)
    {
        var text = new StringBuilder(heading);
        for (var left = random.Next(options.MinFacts, options.MaxFacts + 1); left > 0; left--)
        {
            var (first, sign, second, result) = fact();
            text.Append(CultureInfo.InvariantCulture, $"{first}{sign}{second}={result};");
        }

        return new(text.ToString()) { Domain = "arithmetic" };
    }
}
