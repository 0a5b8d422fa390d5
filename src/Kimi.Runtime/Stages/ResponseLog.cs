using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Stages;

/// <summary>Keeps the responses that an evaluation sampled from a policy, one per line, in <c>log/responses/{policy}.jsonl</c> of the stage's folder.</summary>
internal static class ResponseLog
{
    /// <summary>The file's path.</summary>
    /// <param name="logFolder">The stage's log folder.</param>
    /// <param name="policy">The stage that made the policy.</param>
    public static string FileOf(string logFolder, string policy) => Path.Combine(logFolder, "responses", $"{policy}.jsonl");

    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string logFolder, string policy, IEnumerable<RolloutGroup> groups) =>
        JsonLines.Write(FileOf(logFolder, policy), groups.SelectMany(group => group.Select(response => new LoggedResponse
        {
            Problem = group.Problem.Id,
            Level = group.Problem.Level,
            Tags = group.Problem.Tags,
            Prompt = group.Problem.Prompt.Text,
            Images = ImagesOf(group.Problem.Prompt),
            Text = response.Rollout.Text,
            Turns = TurnLine.Of(response.Rollout),
            Tokens = response.Length,
            IsCorrect = response.IsCorrect,
        })));

    /// <summary>The hashes of a prompt's images; null where it has none.</summary>
    /// <param name="prompt">The prompt.</param>
    public static IReadOnlyList<string>? ImagesOf(Prompt prompt) => prompt.Images.Select(image => image.Hash).ToList() is { Count: > 0 } hashes ? hashes : null;
}

/// <summary>A response that an evaluation sampled.</summary>
internal sealed record LoggedResponse
{
    /// <summary>The problem's id.</summary>
    public required string Problem { get; init; }

    /// <summary>The problem's level.</summary>
    public required int Level { get; init; }

    /// <summary>The problem's tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The prompt.</summary>
    public required string Prompt { get; init; }

    /// <summary>The hashes of its images, where it has some.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>The response.</summary>
    public required string Text { get; init; }

    /// <summary>Its turns, where it has several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TurnLine>? Turns { get; init; }

    /// <summary>Its length in tokens, including the end of text.</summary>
    public required int Tokens { get; init; }

    /// <summary>Whether it is correct.</summary>
    public required bool IsCorrect { get; init; }
}
