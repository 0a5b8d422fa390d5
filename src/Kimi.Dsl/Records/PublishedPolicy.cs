namespace Kimi.Dsl;

/// <summary>A policy as executors know it.</summary>
/// <param name="Name">The policy, whatever its version.</param>
/// <param name="Version">Which of its versions: the iteration whose weights these are.</param>
/// <param name="Folder">The folder that holds it; empty while only the process that trains it does.</param>
/// <param name="Hash">The hash of the folder's files; empty without a folder.</param>
public sealed record PublishedPolicy(string Name, int Version, string Folder = "", string Hash = "");
