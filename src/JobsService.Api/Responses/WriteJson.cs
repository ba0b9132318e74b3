using System.Text.Json;

namespace JobsService.Api.Responses;

/// <summary>Writes a row of a list as a JSON value.</summary>
internal delegate void WriteJson<T>(Utf8JsonWriter writer, in T row);
