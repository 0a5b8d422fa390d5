// Form: prompts from templates whose places a helper of the team fills by name, and formulas whose braces are of LaTeX
using System.Globalization;
using System.Text;
using Kimi.Dsl;

namespace Acme.Templates;

[Recipe("templates-by-name")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class TemplatesByName
{
    [Problems<Series>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Series>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, MathReward]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, MathReward]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Fills templates.</summary>
internal static class Template
{
    /// <summary>Puts values where their names stand in braces.</summary>
    public static string Render(string template, params (string Name, object Value)[] values)
    {
        var text = new StringBuilder(template);
        foreach (var (name, value) in values)
            text.Replace("{" + name + "}", Convert.ToString(value, CultureInfo.InvariantCulture));
        return text.ToString();
    }
}

/// <summary>Sums of arithmetic series.</summary>
public sealed class Series : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (n, step) = (random.Next(2, 500), random.Next(1, 50));
            var sum = (long)step * n * (n + 1) / 2;
            var words = Template.Render("The numbers {step}, 2 times {step} and so on up to {n} times {step} are added.", ("step", step), ("n", n));
            var formula = "$\\sum_{i=1}^{n} i s$ for n = " + n + " and s = " + step;
            yield return new()
            {
                Id = $"{n} by {step}",
                Prompt = random.Next(2) == 0 ? $"{words} What is the sum?" : $"What is {formula}?",
                Answer = sum.ToString(CultureInfo.InvariantCulture),
            };
        }
    }
}
