using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Recipes.Puzzles;

/// <summary>
/// How a chain-of-thought reward model should reason: it finds the response's answer and writes it next to the reference, <c>96:96</c>, or works a
/// countdown's expression
/// out first, <c>3*5=15;15+4=19;19:19</c>.
/// </summary>
[ImplementationVersion(1)]
public sealed class PuzzleCritiques : ICritiqueSource<MathProblem>
{
    private const char Marker = '#';
    private const char Nothing = '~';

    /// <inheritdoc/>
    public string Critique(MathProblem problem, string response, bool correct, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(response);
        var marker = response.LastIndexOf(Marker);
        if (marker < 0)
            return Nothing.ToString();
        var answer = response[(marker + 1)..];
        var prompt = problem.Prompt.Text;
        return prompt[0] == Countdown.Letter ? WorkOut(answer, Countdown.Parse(prompt).Target) : $"{answer}:{problem.Answer}";
    }

    // Anything but an expression of three digits cannot be worked out.
    private static string WorkOut(string answer, int target)
    {
        var critique = new StringBuilder();
        if (answer.Length == 5 && answer.Where((_, i) => i % 2 == 0).All(char.IsAsciiDigit))
        {
            var (inner, outer) = (Countdown.Apply(answer[0] - '0', answer[1], answer[2] - '0'), answer[3]);
            var value = Countdown.Apply(inner, outer, answer[4] - '0');
            critique.Append(CultureInfo.InvariantCulture, $"{answer[..3]}={inner};{inner}{outer}{answer[4]}={value};{value}");
        }
        else
        {
            critique.Append(Nothing);
        }

        return critique.Append(CultureInfo.InvariantCulture, $":{target}").ToString();
    }
}
