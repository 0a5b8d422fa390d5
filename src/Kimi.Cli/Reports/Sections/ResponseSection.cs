using Kimi.Cli.Reports.Markup;
using Kimi.Cli.Reports.Records;
using Kimi.Runtime.Stages;

namespace Kimi.Cli.Reports.Sections;

/// <summary>Sampled responses to the same problems, side by side across the policies of an evaluation.</summary>
internal static class ResponseSection
{
    private const int Problems = 8;

    /// <summary>Writes the section, from the first run of each group.</summary>
    /// <param name="groups">The runs.</param>
    public static Html Write(IReadOnlyList<RunGroup> groups) => Html.Of(
        $"""
        {from run in groups
         from evaluation in run.Evaluations
         let responses = Read(run.First, evaluation)
         where responses.Count > 0
         select Write(groups.Count > 1 ? $"{run.Label}: {evaluation.Name}" : evaluation.Name, responses, new(run.First[evaluation.Policies[0].Stage]))}
        """);

    // Evaluations from before responses were kept have none.
    private static List<(string Policy, ILookup<string, LoggedResponse> Responses)> Read(RecordedRun run, RecordedEvaluation evaluation) =>
    [
        .. from policy in evaluation.Policies
           let stage = run[policy.Stage]
           let file = ResponseLog.FileOf(stage.Place.LogFolder, policy.Name)
           where File.Exists(file)
           select (policy.Name, stage.Lines<LoggedResponse>(file).ToLookup(response => response.Problem)),
    ];

    private static Html Write(
        string title, List<(string Policy, ILookup<string, LoggedResponse> Responses)> policies, ShownImages images) => Html.Of(
        $"""
        <h3>{title}</h3>
        <div class="scroll"><table class="responses"><thead>
        <tr><th>problem</th>{policies.Select(policy => Html.Of($"<th>{policy.Policy}</th>"))}</tr></thead><tbody>
        {Chosen(policies).Select(problem => WriteProblem(problem, policies, images))}</tbody></table></div>

        """);

    private static Html WriteProblem(
        IGrouping<string, LoggedResponse> problem, List<(string Policy, ILookup<string, LoggedResponse> Responses)> policies, ShownImages images)
    {
        var asked = ResponseText.Problem(images.Show(problem.First().Images), problem.First().Prompt, problem.First().Level, problem.First().Tags);
        var answers = policies.Select(policy => policy.Responses[problem.Key].Take(1).Select(
            response => ResponseText.Response(response.Text, response.Tokens, response.IsCorrect)));
        return Html.Of($"<tr><td>{asked}</td>{answers.Select(answer => Html.Of($"<td>{answer}</td>"))}</tr>\n");
    }

    // Evenly over the levels, and first those that distinguish policies: where some are right and others wrong.
    private static IEnumerable<IGrouping<string, LoggedResponse>> Chosen(List<(string Policy, ILookup<string, LoggedResponse> Responses)> policies) =>
        policies[0].Responses
            .GroupBy(problem => problem.First().Level)
            .SelectMany(
                level => level.OrderByDescending(
                    problem => Disagreement(policies.Select(policy => policy.Responses[problem.Key].Any(response => response.IsCorrect)))).Index())
            .OrderBy(problem => problem.Index)
            .Take(Problems)
            .Select(problem => problem.Item)
            .OrderBy(problem => problem.First().Level);

    private static int Disagreement(IEnumerable<bool> verdicts) =>
        verdicts.CountBy(verdict => verdict).Select(count => count.Value).ToList() is [var some, var others] ? Math.Min(some, others) : 0;
}
