using Kimi.Dsl;

namespace Kimi.Recipes.Puzzles;

/// <summary>
/// How a policy is asked to think: a letter before the prompt. The letters stand for the prompts that elicit the four behaviours of long thought (paper 2.2).
/// </summary>
public static class Styles
{
    /// <summary>Say first how many steps there are.</summary>
    public const char Plan = 'P';

    /// <summary>Verify steps.</summary>
    public const char Evaluate = 'E';

    /// <summary>Do it all, then do it again with care.</summary>
    public const char Reflect = 'R';

    /// <summary>Try a step in several ways where it matters.</summary>
    public const char Explore = 'X';

    private const string All = "PERX";

    /// <summary>The problems, each asked plainly and in one of the styles, taking turns.</summary>
    /// <param name="problems">The problems.</param>
    public static PromptSet Mix(PromptSet problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return new([.. problems.SelectMany((problem, index) => new[] { problem, Styled(problem, All[index % All.Length]) })]);
    }

    /// <summary>The style of a prompt, or a space if it has none.</summary>
    /// <param name="prompt">The prompt.</param>
    public static char Of(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return All.Contains(prompt[0], StringComparison.Ordinal) ? prompt[0] : ' ';
    }

    private static Problem Styled(Problem problem, char style) =>
        problem with { Id = $"{style}{problem.Id}", Prompt = $"{style}{problem.Prompt}" };

    /// <summary>The prompt without its style.</summary>
    /// <param name="prompt">The prompt.</param>
    public static string Plain(string prompt) => Of(prompt) == ' ' ? prompt : prompt[1..];
}
