using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>How a policy is asked a problem: a text with a placeholder for the problem's prompt.</summary>
internal static class PromptTemplate
{
    private const string Placeholder = "{prompt}";

    /// <summary>The template that asks a problem as it is.</summary>
    public const string Plain = Placeholder;

    /// <summary>The problem, inserted into a template.</summary>
    public static Problem Put(Problem problem, string template) =>
        problem with { Prompt = template.Replace(Placeholder, problem.Prompt, StringComparison.Ordinal) };

    /// <summary>Checks that the template has a placeholder for the prompt.</summary>
    /// <exception cref="KimiException">It has none.</exception>
    public static void Check(string stage, string template)
    {
        if (!template.Contains(Placeholder, StringComparison.Ordinal))
            throw new KimiException(
                $"stage {stage} has the template '{template}' without {Placeholder}, so the problem would not be asked: "
                + $"put {Placeholder} where its prompt belongs");
    }
}
