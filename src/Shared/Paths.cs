namespace Kimi.Shared;

/// <summary>Paths as options write them.</summary>
internal static class Paths
{
    /// <summary>A path, in quotation marks or not, without the steps that lead nowhere: <c>./a//b/../c</c> is <c>a/c</c>.</summary>
    public static string Normal(string path)
    {
        var steps = new List<string>();
        foreach (var step in path.Trim('"').Replace(@"\\", "/").Replace('\\', '/').Split('/'))
        {
            if (step == ".." && steps.Count > 0 && steps[steps.Count - 1] is not ("" or ".."))
                steps.RemoveAt(steps.Count - 1);
            else if (step != "." && (step.Length > 0 || steps.Count == 0))
                steps.Add(step);
        }

        return string.Join("/", steps);
    }
}
